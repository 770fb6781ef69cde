package dev.lanewise.runtime;

/// A team of threads that share the work of one step.
public final class Workers implements AutoCloseable {
  private Workers() {}

  /// A team of the calling thread alone.
  public static Workers callerOnly() {
    return new Workers();
  }

  /// A team of the calling thread and `threads - 1` workers, which end at [#close].
  public static Workers of(int threads) {
    return new Workers();
  }

  /// The threads of the team, the caller included.
  public int threads() {
    return 1;
  }

  /// Runs work on every thread of the team and returns when all are done.
  public void run(Work work) {
    work.run(0);
  }

  /// Waits, inside work, until every thread of the team has come here.
  public void barrier() {}

  @Override
  public void close() {}

  /// What every thread of a team runs.
  @FunctionalInterface
  public interface Work {

    /// Does one thread's part.
    ///
    /// @param thread from 0, the caller, to `threads - 1`
    void run(int thread);
  }
}
