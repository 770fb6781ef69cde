package dev.lanewise.benchmarks.measure;

/// Something to be timed: call number `k` of a sequence without end.
@FunctionalInterface
public interface Work {

  /// Does the work.
  ///
  /// @param call from 0
  void run(int call);
}
