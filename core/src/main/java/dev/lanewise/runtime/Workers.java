package dev.lanewise.runtime;

import java.util.Objects;

/// A team of threads that share the work of one step.
///
/// The thread that calls [#run] is thread 0; the others are daemon platform threads named `lanewise-worker-1` and up,
/// which start with the team and end at [#close]. A waiting thread spins, soon gives way to others, and sleeps after
/// about 50 microseconds, so that a phase of a few microseconds is worth sharing and an idle team costs nothing. What
/// a thread writes before a [#barrier] or before the end of its work is visible to every thread afterwards, and what
/// the caller writes before [#run] is visible to all. After construction a team allocates nothing unless work fails.
///
/// One run at a time: a run inside a run, or from two threads at once, is refused. A team that is never closed keeps
/// its threads until the process ends.
public final class Workers implements AutoCloseable {
  /// The most threads in a team: beyond it every barrier costs more than a shared step saves.
  public static final int MAX_THREADS = 256;

  /// Floating-point operations of a pass from which a team is sooner done than the caller alone.
  private static final long LEAST_SHARED_OPERATIONS = 20_000_000;

  private static final Workers CALLER_ONLY = new Workers(null, Long.MAX_VALUE);

  // Null for the caller alone: its barrier is free.
  private final Team team;
  private final long leastSharedOperations;

  private Workers(Team team, long leastSharedOperations) {
    this.team = team;
    this.leastSharedOperations = leastSharedOperations;
  }

  /// The team of the calling thread alone.
  ///
  /// It has no state, so any number of threads may use it at once, a run may hold another, and closing it does nothing.
  public static Workers callerOnly() {
    return CALLER_ONLY;
  }

  /// A team of the calling thread and `threads - 1` workers, which end at [#close]. A pass that is over before threads
  /// could meet stays on the calling thread.
  ///
  /// @param threads from 1 to [#MAX_THREADS]; more than the machine has cores gives the same results, later
  /// @throws IllegalArgumentException if `threads` is out of range
  public static Workers of(int threads) {
    return start(threads, LEAST_SHARED_OPERATIONS);
  }

  /// A team that shares every pass, however small: for tests of what threads do.
  ///
  /// @param threads from 1 to [#MAX_THREADS]
  /// @throws IllegalArgumentException if `threads` is out of range
  public static Workers sharingAll(int threads) {
    return start(threads, 0);
  }

  private static Workers start(int threads, long leastSharedOperations) {
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException("threads " + threads + " must lie between 1 and " + MAX_THREADS);
    }
    Team team = new Team(threads);
    team.start();
    return new Workers(team, leastSharedOperations);
  }

  /// The threads of the team, the caller included.
  public int threads() {
    return team == null ? 1 : team.threads();
  }

  /// Whether a pass with so many floating-point operations is to be shared.
  boolean share(long operations) {
    return operations >= leastSharedOperations;
  }

  /// Runs work on every thread of the team and returns when all are done.
  ///
  /// If work throws, threads at a barrier or coming to one are released with an exception of their own, which they
  /// should let pass, and the exception of the lowest-numbered thread is thrown here with the others' suppressed in it.
  /// The team can be used again. Being interrupted changes nothing; the caller's interrupt is kept.
  ///
  /// @throws IllegalStateException if the team is closed or runs already, or if some threads end their work while
  ///     others wait at a barrier
  public void run(Work work) {
    Objects.requireNonNull(work, "work");
    if (team == null) {
      work.run(0);
    } else {
      team.run(work);
    }
  }

  /// Waits, inside work, until every thread of the team has come here.
  ///
  /// @throws IllegalStateException if the thread does not run work of this team, or another thread has ended its work
  public void barrier() {
    if (team != null) {
      team.barrier();
    }
  }

  /// Ends the workers and waits until they are gone; a run of another thread ends first. Closing again does nothing.
  ///
  /// @throws IllegalStateException if called by work of this team
  @Override
  public void close() {
    if (team != null) {
      team.close();
    }
  }

  /// What every thread of a team runs.
  @FunctionalInterface
  public interface Work {

    /// Does one thread's part.
    ///
    /// @param thread from 0, the caller, to `threads - 1`
    void run(int thread);
  }
}
