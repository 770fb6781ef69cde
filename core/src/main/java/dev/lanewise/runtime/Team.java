package dev.lanewise.runtime;

import dev.lanewise.runtime.Workers.Work;

/// The threads behind a [Workers] of its own: how a run starts, meets at barriers, ends, and fails.
///
/// A run begins when the caller counts the cell RUN up; every thread counts FINISHED up when its part is over. A
/// barrier counts ARRIVED up; the last thread to arrive sets it back and counts PHASE up, for which the others wait.
/// FAILED is set before a failed thread counts as finished, so whoever sees an end also sees whether it was a
/// failure.
final class Team {
  private static final int STATE = 0;
  private static final int RUN = 1;
  private static final int FINISHED = 2;
  private static final int ARRIVED = 3;
  private static final int PHASE = 4;
  private static final int FAILED = 5;
  private static final int CELLS = 6;

  // Values of STATE. CLOSING is a run during which another thread called close.
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int CLOSING = 2;
  private static final int CLOSED = 3;

  private static final Signals.Condition STARTED_OR_CLOSED =
      (cells, run) -> cells.get(RUN) != run || cells.get(STATE) == CLOSED;
  private static final Signals.Condition ALL_FINISHED = (cells, threads) -> cells.get(FINISHED) == threads;
  private static final Signals.Condition RELEASED_OR_HOPELESS =
      (cells, phase) -> cells.get(PHASE) != phase || cells.get(FAILED) != 0 || cells.get(FINISHED) != 0;
  private static final Signals.Condition NOT_RUNNING = (cells, unused) -> cells.get(STATE) == CLOSED;

  private final Signals signals;
  private final Worker[] workers;
  private final Throwable[] failures;
  private Work work;
  private Thread caller;

  Team(int threads) {
    signals = new Signals(CELLS, threads);
    failures = new Throwable[threads];
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(this, i + 1);
    }
  }

  int threads() {
    return failures.length;
  }

  /// Starts the workers; if the system refuses one, those already started end.
  void start() {
    int started = 0;
    try {
      for (Worker worker : workers) {
        worker.start();
        started++;
      }
    } finally {
      if (started < workers.length) {
        close();
      }
    }
  }

  void run(Work newWork) {
    if (!signals.compareAndSet(STATE, IDLE, RUNNING)) {
      throw new IllegalStateException(
          signals.get(STATE) == CLOSED
              ? "the team is closed"
              : "the team runs already: one run at a time, and none inside another");
    }
    work = newWork;
    caller = Thread.currentThread();
    signals.sleeper(0, caller);
    signals.prepare(FINISHED, 0);
    signals.prepare(ARRIVED, 0);
    signals.prepare(FAILED, 0);
    signals.set(RUN, signals.get(RUN) + 1);
    signals.wake();
    work(0);
    signals.await(0, ALL_FINISHED, threads());
    Throwable failure = signals.get(FAILED) == 0 ? null : takeFailures();
    work = null;
    caller = null;
    if (!signals.compareAndSet(STATE, RUNNING, IDLE)) {
      signals.set(STATE, CLOSED);
    }
    rethrow(failure);
  }

  void barrier() {
    int thread = threadOfThisTeam();
    if (thread < 0) {
      throw new IllegalStateException("barrier() is only for work that this team runs");
    }
    if (signals.get(FAILED) != 0) {
      throw Abandoned.INSTANCE;
    }
    int phase = signals.get(PHASE);
    if (signals.increment(ARRIVED) == threads()) {
      signals.prepare(ARRIVED, 0);
      signals.set(PHASE, phase + 1);
      signals.wake();
      return;
    }
    signals.await(thread, RELEASED_OR_HOPELESS, phase);
    // A thread that was released may have finished or failed since; the phase says which came first.
    if (signals.get(PHASE) == phase) {
      if (signals.get(FAILED) != 0) {
        throw Abandoned.INSTANCE;
      }
      throw new IllegalStateException(
          "thread " + thread + " waits at a barrier, but another thread has ended its work without coming there");
    }
  }

  void close() {
    if (threadOfThisTeam() >= 0) {
      throw new IllegalStateException("work cannot close the team that runs it");
    }
    while (signals.get(STATE) != CLOSED) {
      if (!signals.compareAndSet(STATE, IDLE, CLOSED)) {
        signals.compareAndSet(STATE, RUNNING, CLOSING);
        signals.poll(NOT_RUNNING);
      }
    }
    signals.wake();
    boolean interrupted = false;
    for (Worker worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// The number of the current thread while it runs work of this team, else -1.
  private int threadOfThisTeam() {
    Thread current = Thread.currentThread();
    if (current instanceof Worker worker && worker.team == this) {
      return worker.number;
    }
    return current == caller ? 0 : -1;
  }

  private void serve(int thread) {
    int run = 0;
    while (true) {
      signals.await(thread, STARTED_OR_CLOSED, run);
      if (signals.get(RUN) == run) {
        return;
      }
      run = signals.get(RUN);
      work(thread);
    }
  }

  private void work(int thread) {
    try {
      work.run(thread);
    } catch (Throwable failure) {
      if (failure != Abandoned.INSTANCE) {
        failures[thread] = failure;
      }
      signals.set(FAILED, 1);
    }
    signals.increment(FINISHED);
    signals.wake();
  }

  private Throwable takeFailures() {
    Throwable first = null;
    for (int thread = 0; thread < failures.length; thread++) {
      Throwable failure = failures[thread];
      failures[thread] = null;
      if (first == null) {
        first = failure;
      } else if (failure != null && failure != first) {
        first.addSuppressed(failure);
      }
    }
    return first;
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case null -> { }
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new IllegalStateException("work failed with a checked exception", failure);
    }
  }

  private static final class Worker extends Thread {
    private final Team team;
    private final int number;

    Worker(Team team, int number) {
      super(null, null, "lanewise-worker-" + number, 0, false);
      this.team = team;
      this.number = number;
      setDaemon(true);
      team.signals.sleeper(number, this);
    }

    @Override
    public void run() {
      team.serve(number);
    }
  }

  /// Takes a thread out of work that another thread has failed; never leaves the team.
  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final Abandoned INSTANCE = new Abandoned();

    private Abandoned() {
      super("another thread of the team failed", null, false, false);
    }
  }
}
