package dev.lanewise.benchmarks.workload;

import dev.lanewise.benchmarks.workload.Workload.Hidden;
import dev.lanewise.benchmarks.workload.Workload.LossKind;
import java.util.List;

/// The networks that are measured.
public final class Workloads {
  /// The book's network.
  public static final Workload W1 = new Workload(
      "W1", W1Model::create, new int[] {784, 50, 10}, Hidden.SIGMOID, LossKind.SOFTMAX_CROSS_ENTROPY, 100, 0.1f);

  /// A usual multi-layer perceptron.
  public static final Workload W2 = new Workload(
      "W2", W2Model::create, new int[] {784, 512, 512, 10}, Hidden.RELU, LossKind.SOFTMAX_CROSS_ENTROPY, 128, 0.01f);

  /// Weights that fit no cache.
  public static final Workload W3 = new Workload(
      "W3", W3Model::create, new int[] {2048, 4096, 4096, 1000}, Hidden.RELU, LossKind.SOFTMAX_CROSS_ENTROPY, 256,
      0.001f);

  /// A tiny network, a sample at a time.
  public static final Workload W5_ONE = tiny("W5/1", 1);

  /// A tiny network.
  public static final Workload W5 = tiny("W5/32", 32);

  /// A funnel.
  public static final Workload W6 = new Workload(
      "W6", W6Model::create, new int[] {100, 256, 128, 64, 1}, Hidden.RELU,
      LossKind.BINARY_CROSS_ENTROPY_WITH_LOGITS, 256, 0.01f);

  /// All of them, in the order of the tables.
  public static final List<Workload> ALL = List.of(W1, W2, W3, W5_ONE, W5, W6);

  private Workloads() {}

  private static Workload tiny(String name, int batchSize) {
    return new Workload(
        name, W5Model::create, new int[] {32, 64, 64, 1}, Hidden.TANH, LossKind.MEAN_SQUARED_ERROR, batchSize, 0.01f);
  }
}
