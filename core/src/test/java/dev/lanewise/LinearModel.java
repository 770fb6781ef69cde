package dev.lanewise;

import dev.lanewise.init.CounterRandom;
import dev.lanewise.reference.ReferenceNetwork;
import dev.lanewise.runtime.Workers;
import dev.lanewise.safetensors.DataType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A network of one dense row in plain Java, for tests of what trains and evaluates models.
public final class LinearModel implements Model {

  /// Which loss the model has.
  public enum Head {
    /// Softmax cross-entropy on labels.
    LABELS(TargetKind.LABELS, Link.SOFTMAX),
    /// Softmax cross-entropy on distributions.
    DISTRIBUTIONS(TargetKind.TARGETS, Link.SOFTMAX),
    /// Binary cross-entropy on each output.
    PROBABILITIES(TargetKind.TARGETS, Link.SIGMOID),
    /// Half the sum of squares.
    SQUARES(TargetKind.TARGETS, Link.IDENTITY),
    /// No loss.
    NOTHING(TargetKind.NONE, Link.IDENTITY);

    private final TargetKind kind;
    private final Link link;

    Head(TargetKind kind, Link link) {
      this.kind = kind;
      this.link = link;
    }
  }

  private final Head head;
  private final int in;
  private final int out;
  private final ParameterSlot weight;
  private final ParameterSlot bias;
  private final float[] parameters;

  private LinearModel(Head head, int in, int out) {
    this.head = head;
    this.in = in;
    this.out = out;
    int panel = ParameterSlot.padded(out);
    weight = new ParameterSlot("linear.weight", List.of(out, in), 0, panel);
    bias = new ParameterSlot("linear.bias", List.of(out), weight.length(), panel);
    parameters = new float[layout().length()];
  }

  /// A model with small random weights.
  public static LinearModel create(Head head, int in, int out, long seed) {
    LinearModel model = new LinearModel(head, in, out);
    CounterRandom random = CounterRandom.of(seed, 0);
    float[] weights = new float[in * out];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (0.01 * random.nextGaussian());
    }
    model.setParameter("linear.weight", weights);
    return model;
  }

  @Override
  public String name() {
    return "Linear";
  }

  @Override
  public int inputWidth() {
    return in;
  }

  @Override
  public int outputWidth() {
    return out;
  }

  @Override
  public TargetKind targetKind() {
    return head.kind;
  }

  @Override
  public Link link() {
    return head.link;
  }

  @Override
  public ParameterLayout layout() {
    return new ParameterLayout(List.of(weight, bias));
  }

  @Override
  public float[] parameters() {
    return parameters;
  }

  @Override
  public Workspace workspace(int capacity, Workers workers) {
    return new Memory(capacity, new float[capacity * out], new double[out], new float[parameters.length]);
  }

  @Override
  public float[] predict(float[] samples) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void predict(float[] samples, int count, float[] into, Workspace workspace) {
    outputs(samples, count, into, workspace);
    for (int row = 0; row < count; row++) {
      double sum = 0;
      for (int o = 0; o < out; o++) {
        sum += Math.exp(into[row * out + o]);
      }
      for (int o = 0; o < out; o++) {
        double output = into[row * out + o];
        into[row * out + o] = (float) switch (head.link) {
          case SOFTMAX -> Math.exp(output) / sum;
          case SIGMOID -> 1 / (1 + Math.exp(-output));
          case IDENTITY -> output;
        };
      }
    }
  }

  @Override
  public float[] outputs(float[] samples) {
    float[] into = new float[samples.length / in * out];
    outputs(samples, samples.length / in, into, null);
    return into;
  }

  @Override
  public void outputs(float[] samples, int count, float[] into, Workspace workspace) {
    for (int row = 0; row < count; row++) {
      for (int o = 0; o < out; o++) {
        float sum = parameters[bias.index(o, 0)];
        for (int i = 0; i < in; i++) {
          sum = Math.fma(samples[row * in + i], parameters[weight.index(o, i)], sum);
        }
        into[row * out + o] = sum;
      }
    }
  }

  @Override
  public float loss(MiniBatch batch, float[] outputs, Workspace workspace) {
    Memory memory = (Memory) workspace;
    float[] into = outputs == null ? memory.outputs : outputs;
    outputs(batch.samples(), batch.size(), into, workspace);
    double sum = 0;
    for (int row = 0; row < batch.size(); row++) {
      sum += weight(batch, row) * lossOfRow(batch, row, into, memory.rowGradient);
    }
    return (float) (sum / weights(batch));
  }

  @Override
  public float lossAndGradient(MiniBatch batch, float[] gradient, Workspace workspace) {
    Memory memory = (Memory) workspace;
    outputs(batch.samples(), batch.size(), memory.outputs, workspace);
    Arrays.fill(gradient, 0);
    double sum = 0;
    boolean finite = true;
    double weights = weights(batch);
    for (int row = 0; row < batch.size(); row++) {
      double share = weight(batch, row) / weights;
      sum += share * lossOfRow(batch, row, memory.outputs, memory.rowGradient);
      for (int o = 0; o < out; o++) {
        float d = (float) (share * memory.rowGradient[o]);
        finite &= Float.isFinite(d);
        gradient[bias.index(o, 0)] += d;
        for (int i = 0; i < in; i++) {
          int at = weight.index(o, i);
          gradient[at] = Math.fma(d, batch.samples()[row * in + i], gradient[at]);
        }
      }
    }
    return finite ? (float) sum : Float.NaN;
  }

  private static double weight(MiniBatch batch, int row) {
    return batch.weights() == null ? 1 : batch.weights()[row];
  }

  /// The weight of all samples; not 0 where they all weigh nothing, so that the mean is 0 there.
  private static double weights(MiniBatch batch) {
    return Math.max(batch.totalWeight(), Double.MIN_NORMAL);
  }

  private double lossOfRow(MiniBatch batch, int row, float[] outputs, double[] gradient) {
    int at = row * out;
    double max = Double.NEGATIVE_INFINITY;
    for (int o = 0; o < out; o++) {
      max = Math.max(max, outputs[at + o]);
    }
    double sum = 0;
    for (int o = 0; o < out; o++) {
      sum += StrictMath.exp(outputs[at + o] - max);
    }
    double loss = 0;
    for (int o = 0; o < out; o++) {
      double y = outputs[at + o];
      double t = head == Head.LABELS ? (batch.labels()[row] == o ? 1 : 0) : batch.targets()[at + o];
      switch (head) {
        case LABELS, DISTRIBUTIONS -> {
          loss += t == 0 ? 0 : t * (StrictMath.log(sum) - (y - max));
          gradient[o] = StrictMath.exp(y - max) / sum - t;
        }
        case PROBABILITIES -> {
          loss += Math.max(y, 0) - y * t + StrictMath.log1p(StrictMath.exp(-Math.abs(y)));
          gradient[o] = 1 / (1 + StrictMath.exp(-y)) - t;
        }
        default -> {
          loss += (y - t) * (y - t) / 2;
          gradient[o] = y - t;
        }
      }
    }
    return loss;
  }

  @Override
  public float trainStep(MiniBatch batch, float learningRate, Workspace workspace) {
    float[] gradient = ((Memory) workspace).gradient;
    float loss = lossAndGradient(batch, gradient, workspace);
    if (Float.isFinite(loss)) {
      for (int i = 0; i < gradient.length; i++) {
        parameters[i] = Math.fma(gradient[i], -learningRate, parameters[i]);
      }
    }
    return loss;
  }

  @Override
  public void update(ParameterUpdate update) {
    update.apply(parameters);
  }

  @Override
  public float[] parameter(String name) {
    return layout().slot(name).read(parameters);
  }

  @Override
  public void setParameter(String name, float[] values) {
    layout().slot(name).write(values, parameters);
  }

  @Override
  public LinearModel copy() {
    LinearModel copy = new LinearModel(head, in, out);
    System.arraycopy(parameters, 0, copy.parameters, 0, parameters.length);
    return copy;
  }

  @Override
  public Model snapshot() {
    return copy();
  }

  @Override
  public ReferenceNetwork referenceNetwork() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String summary() {
    return name();
  }

  @Override
  public void save(Path file, DataType type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void save(Path file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void load(Path file) {
    throw new UnsupportedOperationException();
  }

  private record Memory(int capacity, float[] outputs, double[] rowGradient, float[] gradient) implements Workspace {}
}
