package dev.lanewise.benchmarks.peer;

import dev.lanewise.benchmarks.workload.Workload;

/// Somebody else who can train a workload in this process. Found by [java.util.ServiceLoader].
public interface Peer {

  /// Its name and version.
  String name();

  /// Builds the network with the workload's weights.
  ///
  /// @param threads it may use
  Session open(Workload workload, int threads);

  /// A network that is being trained.
  interface Session extends AutoCloseable {

    /// Takes a step of gradient descent on one of the workload's mini-batches, which have been made ready before.
    ///
    /// @param batch from 0 to [Workload#BATCHES] - 1
    void step(int batch);

    /// The loss on a mini-batch before the step that is taken on it by this.
    float stepWithLoss(int batch);

    @Override
    void close();
  }
}
