package dev.lanewise.benchmarks.workload;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import java.util.Arrays;
import java.util.function.LongFunction;

/// A network with everything that its training needs, described so that it can be built again elsewhere.
///
/// @param name the short name of the tables
/// @param create makes the compiled model
/// @param widths of the input and of each row
/// @param hidden what follows every row but the last
/// @param loss on the last row
/// @param batchSize samples in a mini-batch
/// @param learningRate of its steps
public record Workload(
    String name,
    LongFunction<Model> create,
    int[] widths,
    Hidden hidden,
    LossKind loss,
    int batchSize,
    float learningRate) {

  /// The mini-batches that steps take in turn.
  public static final int BATCHES = 8;

  /// The stream of the samples; batch `b` starts at index `b * batchSize * input`.
  public static final int SAMPLES = 1;

  /// The stream of the labels and targets; batch `b` starts at index `b * batchSize`.
  public static final int TARGETS = 2;

  /// The stream of the weights of row 0; the next row has the next stream. Weight `[output, input]` is at index
  /// `output * inputs + input`.
  public static final int WEIGHTS = 16;

  /// An activation.
  public enum Hidden { SIGMOID, RELU, TANH }

  /// A loss, as the mean over the mini-batch.
  public enum LossKind { SOFTMAX_CROSS_ENTROPY, MEAN_SQUARED_ERROR, BINARY_CROSS_ENTROPY_WITH_LOGITS }

  /// The rows of the network.
  public int rows() {
    return widths.length - 1;
  }

  /// The width of a sample.
  public int inputWidth() {
    return widths[0];
  }

  /// The width of the last row.
  public int outputWidth() {
    return widths[rows()];
  }

  /// What the tables call it, such as `784-50-10 sigmoid, batch 100`.
  public String describe() {
    return describeNetwork() + ", batch " + batchSize;
  }

  /// The same without the batch size.
  public String describeNetwork() {
    StringBuilder text = new StringBuilder();
    for (int width : widths) {
      text.append(text.isEmpty() ? "" : "-").append(width);
    }
    return text.append(' ').append(hidden.name().toLowerCase()).toString();
  }

  /// Floating-point operations of a step: matrix products only, and no gradient by the samples.
  public double stepOperations() {
    double operations = 0;
    for (int row = 0; row < rows(); row++) {
      operations += 2.0 * widths[row] * widths[row + 1] * (row == 0 ? 2 : 3);
    }
    return operations * batchSize;
  }

  /// Floating-point operations of a forward pass of some samples: matrix products only.
  public double forwardOperations(int samples) {
    double operations = 0;
    for (int row = 0; row < rows(); row++) {
      operations += 2.0 * widths[row] * widths[row + 1];
    }
    return operations * samples;
  }

  /// The weights of a row, `[outputs, inputs]` row by row: uniform within the bound of Glorot and Bengio (2010),
  /// `sqrt(6 / (inputs + outputs))`. Biases start at 0.
  public float[] weights(int row) {
    float[] weights = ReproducibleNumbers.array(WEIGHTS + row, 0, widths[row] * widths[row + 1]);
    float bound = (float) Math.sqrt(6.0 / (widths[row] + widths[row + 1]));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (2 * weights[i] - 1) * bound;
    }
    return weights;
  }

  /// The samples of a mini-batch, `[batchSize, inputWidth]`, in `[0, 1)`.
  public float[] samples(int batch) {
    int count = batchSize * inputWidth();
    return ReproducibleNumbers.array(SAMPLES, (long) batch * count, count);
  }

  /// The numbers from which labels and targets of a mini-batch are made, `[batchSize]`.
  private float[] targetNumbers(int batch) {
    return ReproducibleNumbers.array(TARGETS, (long) batch * batchSize, batchSize);
  }

  /// The labels of a mini-batch: the number times the classes, rounded down.
  public int[] labels(int batch) {
    float[] numbers = targetNumbers(batch);
    int[] labels = new int[batchSize];
    Arrays.setAll(labels, i -> (int) (numbers[i] * outputWidth()));
    return labels;
  }

  /// The targets of a mini-batch of one output: the number itself, or for binary classes 1 where it is below one half.
  public float[] targets(int batch) {
    float[] numbers = targetNumbers(batch);
    if (loss == LossKind.BINARY_CROSS_ENTROPY_WITH_LOGITS) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = numbers[i] < 0.5f ? 1 : 0;
      }
    }
    return numbers;
  }

  /// The compiled model with these weights.
  public Model model() {
    Model model = create.apply(0);
    int row = 0;
    for (ParameterSlot slot : model.layout().slots()) {
      if (slot.isWeight()) {
        model.setParameter(slot.name(), weights(row++));
      } else {
        model.setParameter(slot.name(), new float[slot.count()]);
      }
    }
    return model;
  }

  /// The mini-batches, ready for the model.
  public MiniBatch[] miniBatches(Model model) {
    MiniBatch[] batches = new MiniBatch[BATCHES];
    Arrays.setAll(batches, batch -> miniBatch(model, batch));
    return batches;
  }

  /// One of the mini-batches.
  public MiniBatch miniBatch(Model model, int batch) {
    MiniBatch ready = new MiniBatch(batchSize, inputWidth(), model.targetKind(), model.targetWidth(), false);
    ready.setSize(batchSize);
    System.arraycopy(samples(batch), 0, ready.samples(), 0, ready.samples().length);
    if (loss == LossKind.SOFTMAX_CROSS_ENTROPY) {
      System.arraycopy(labels(batch), 0, ready.labels(), 0, batchSize);
    } else {
      System.arraycopy(targets(batch), 0, ready.targets(), 0, batchSize);
    }
    return ready;
  }
}
