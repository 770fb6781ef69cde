package dev.lanewise.benchmarks.peer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import dev.lanewise.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/// PyTorch through DJL: its operations on arrays, its gradients, and an update in place.
public final class PyTorchPeer implements Peer {

  /// Sees to it that the engine, once loaded, neither reports its use nor looks for newer versions.
  public PyTorchPeer() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  @Override
  public String name() {
    return "DJL " + Engine.getDjlVersion() + " with PyTorch " + Engine.getEngine("PyTorch").getVersion();
  }

  @Override
  public Session open(Workload workload, int threads) {
    NDManager manager = NDManager.newBaseManager("PyTorch"); // loads the library
    JniUtils.setNumThreads(threads);
    return new Training(workload, manager);
  }

  private static final class Training implements Session {
    private final Workload workload;
    private final NDManager manager;
    private final List<NDArray> samples = new ArrayList<>();
    private final List<NDArray> targets = new ArrayList<>();
    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> biases = new ArrayList<>();

    Training(Workload workload, NDManager manager) {
      this.workload = workload;
      this.manager = manager;
      for (int row = 0; row < workload.rows(); row++) {
        int inputs = workload.widths()[row];
        int outputs = workload.widths()[row + 1];
        weights.add(learnt(manager.create(workload.weights(row), new Shape(outputs, inputs))));
        biases.add(learnt(manager.zeros(new Shape(outputs))));
      }
      for (int batch = 0; batch < Workload.BATCHES; batch++) {
        samples.add(manager.create(workload.samples(batch), new Shape(workload.batchSize(), workload.inputWidth())));
        targets.add(workload.loss() == Workload.LossKind.SOFTMAX_CROSS_ENTROPY
            ? labels(batch)
            : manager.create(workload.targets(batch), new Shape(workload.batchSize(), 1)));
      }
    }

    private static NDArray learnt(NDArray array) {
      array.setRequiresGradient(true);
      return array;
    }

    private NDArray labels(int batch) {
      int[] labels = workload.labels(batch);
      long[] indices = new long[labels.length];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = labels[i];
      }
      return manager.create(indices, new Shape(indices.length, 1));
    }

    @Override
    public void step(int batch) {
      train(batch, false);
    }

    @Override
    public float stepWithLoss(int batch) {
      return train(batch, true);
    }

    private float train(int batch, boolean wantsLoss) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray loss;
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
          NDArray x = samples.get(batch).duplicate();
          x.attach(scope);
          loss = loss(outputs(x, scope), targets.get(batch), scope);
          collector.backward(loss);
        }
        weights.forEach(weight -> update(weight, scope));
        biases.forEach(bias -> update(bias, scope));
        return wantsLoss ? loss.getFloat() : 0;
      }
    }

    private NDArray outputs(NDArray x, NDManager scope) {
      NDArray row = x;
      for (int i = 0; i < workload.rows(); i++) {
        NDArray sums = Linear.linear(row, weights.get(i), biases.get(i)).singletonOrThrow();
        sums.attach(scope);
        row = i == workload.rows() - 1 ? sums : activation(sums);
        row.attach(scope);
      }
      return row;
    }

    private NDArray activation(NDArray sums) {
      return switch (workload.hidden()) {
        case SIGMOID -> Activation.sigmoid(sums);
        case RELU -> Activation.relu(sums);
        case TANH -> Activation.tanh(sums);
      };
    }

    private NDArray loss(NDArray outputs, NDArray target, NDManager scope) {
      NDArray losses = switch (workload.loss()) {
        case SOFTMAX_CROSS_ENTROPY -> outputs.logSoftmax(1).gather(target, 1).neg();
        case MEAN_SQUARED_ERROR -> outputs.sub(target).square();
        case BINARY_CROSS_ENTROPY_WITH_LOGITS ->
          Activation.relu(outputs).add(outputs.abs().neg().exp().add(1).log()).sub(outputs.mul(target));
      };
      NDArray loss = losses.mean();
      loss.attach(scope);
      return loss;
    }

    private void update(NDArray parameter, NDManager scope) {
      NDArray gradient = parameter.getGradient();
      gradient.attach(scope);
      parameter.setRequiresGradient(false);
      parameter.subi(gradient.mul(workload.learningRate()));
      gradient.subi(gradient);
      parameter.setRequiresGradient(true);
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
