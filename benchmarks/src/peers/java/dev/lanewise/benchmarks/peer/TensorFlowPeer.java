package dev.lanewise.benchmarks.peer;

import dev.lanewise.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/// TensorFlow Java in graph mode: forward pass, gradients and update are one run of a graph.
public final class TensorFlowPeer implements Peer {
  /// To TensorFlow: operations start on the thread that runs the graph, which saves a wake-up for each step.
  private static final int CALLER = -1;

  @Override
  public String name() {
    return "TensorFlow " + TensorFlow.version();
  }

  @Override
  public Session open(Workload workload, int threads) {
    return new Training(workload, threads);
  }

  private static final class Training implements Session {
    private final List<TType> samples = new ArrayList<>();
    private final List<TType> targets = new ArrayList<>();
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final org.tensorflow.Session session;
    private final Placeholder<TFloat32> x;
    private final Placeholder<? extends TType> y;
    private final Operand<TFloat32> loss;
    private final Op train;

    Training(Workload workload, int threads) {
      boolean hasLabels = workload.loss() == Workload.LossKind.SOFTMAX_CROSS_ENTROPY;
      x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(workload.batchSize(), workload.inputWidth())));
      y = hasLabels
          ? tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(workload.batchSize())))
          : tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(workload.batchSize(), 1)));
      List<Op> initializers = new ArrayList<>();
      Operand<TFloat32> outputs = outputs(workload, initializers);
      if (hasLabels) {
        // It knows no gradient of this operation, but the operation has its own.
        SparseSoftmaxCrossEntropyWithLogits<TFloat32> losses =
            tf.nn.sparseSoftmaxCrossEntropyWithLogits(outputs, labels());
        loss = tf.math.mean(losses.loss(), tf.constant(0));
        Operand<TFloat32> gradient = tf.math.mul(losses.backprop(), tf.constant(1f / workload.batchSize()));
        train = train(tf.gradients(outputs, variables, Gradients.dx(List.of(gradient))), workload.learningRate());
      } else {
        loss = tf.math.mean(tf.reshape(losses(workload, outputs), tf.constant(new int[] {-1})), tf.constant(0));
        train = train(tf.gradients(loss, variables), workload.learningRate());
      }
      session = new org.tensorflow.Session(graph, ConfigProto.newBuilder()
          .setIntraOpParallelismThreads(threads).setInterOpParallelismThreads(threads == 1 ? CALLER : threads).build());
      org.tensorflow.Session.Runner runner = session.runner();
      initializers.forEach(runner::addTarget);
      runner.run();
      makeBatches(workload, hasLabels);
    }

    private Operand<TFloat32> outputs(Workload workload, List<Op> initializers) {
      Operand<TFloat32> row = x;
      for (int i = 0; i < workload.rows(); i++) {
        int inputs = workload.widths()[i];
        int outputs = workload.widths()[i + 1];
        Variable<TFloat32> weight = variable(Shape.of(inputs, outputs),
            tf.linalg.transpose(weights(workload, i), tf.constant(new int[] {1, 0})), initializers);
        Variable<TFloat32> bias =
            variable(Shape.of(outputs), tf.zeros(tf.constant(new int[] {outputs}), TFloat32.class), initializers);
        Operand<TFloat32> sums = tf.nn.biasAdd(tf.linalg.matMul(row, weight), bias);
        row = i == workload.rows() - 1 ? sums : activation(workload.hidden(), sums);
      }
      return row;
    }

    private Operand<TFloat32> weights(Workload workload, int row) {
      Shape shape = Shape.of(workload.widths()[row + 1], workload.widths()[row]);
      try (TFloat32 weights = TFloat32.tensorOf(shape, DataBuffers.of(workload.weights(row), true, false))) {
        return tf.constantOf(weights);
      }
    }

    private Variable<TFloat32> variable(Shape shape, Operand<TFloat32> start, List<Op> initializers) {
      Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
      initializers.add(tf.assign(variable, start));
      variables.add(variable);
      return variable;
    }

    private Operand<TFloat32> activation(Workload.Hidden hidden, Operand<TFloat32> sums) {
      return switch (hidden) {
        case SIGMOID -> tf.math.sigmoid(sums);
        case RELU -> tf.nn.relu(sums);
        case TANH -> tf.math.tanh(sums);
      };
    }

    @SuppressWarnings("unchecked")
    private Operand<TInt32> labels() {
      return (Operand<TInt32>) y;
    }

    @SuppressWarnings("unchecked")
    private Operand<TFloat32> losses(Workload workload, Operand<TFloat32> outputs) {
      Operand<TFloat32> target = (Operand<TFloat32>) y;
      if (workload.loss() == Workload.LossKind.MEAN_SQUARED_ERROR) {
        return tf.math.square(tf.math.sub(outputs, target));
      }
      Operand<TFloat32> tail = tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(outputs))));
      return tf.math.sub(tf.math.add(tf.nn.relu(outputs), tail), tf.math.mul(outputs, target));
    }

    @SuppressWarnings("unchecked")
    private Op train(Iterable<? extends Operand<?>> gradients, float learningRate) {
      List<Op> all = new ArrayList<>();
      gradients.forEach(all::add);
      // A gradient reads weights that must not have moved yet.
      Ops afterGradients = tf.withSubScope("update").withControlDependencies(all);
      List<Op> updates = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        updates.add(afterGradients.train.applyGradientDescent(
            variables.get(i), tf.constant(learningRate), (Operand<TFloat32>) all.get(i)));
      }
      return tf.withSubScope("train").withControlDependencies(updates).noOp();
    }

    private void makeBatches(Workload workload, boolean hasLabels) {
      for (int batch = 0; batch < Workload.BATCHES; batch++) {
        samples.add(TFloat32.tensorOf(Shape.of(workload.batchSize(), workload.inputWidth()),
            DataBuffers.of(workload.samples(batch), true, false)));
        targets.add(hasLabels
            ? TInt32.tensorOf(Shape.of(workload.batchSize()), DataBuffers.of(workload.labels(batch), true, false))
            : TFloat32.tensorOf(
                Shape.of(workload.batchSize(), 1), DataBuffers.of(workload.targets(batch), true, false)));
      }
    }

    private org.tensorflow.Session.Runner runner(int batch) {
      return session.runner().feed(x, samples.get(batch)).feed(y, targets.get(batch));
    }

    @Override
    public void step(int batch) {
      runner(batch).addTarget(train).run();
    }

    @Override
    public float stepWithLoss(int batch) {
      try (Result result = runner(batch).fetch(loss).run()) {
        float value = ((TFloat32) result.get(0)).getFloat();
        step(batch);
        return value;
      }
    }

    @Override
    public void close() {
      samples.forEach(TType::close);
      targets.forEach(TType::close);
      session.close();
      graph.close();
    }
  }
}
