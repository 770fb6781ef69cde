package dev.lanewise.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/// Counters that threads wait on: first spinning, then asleep.
///
/// Reads and writes are volatile, which a sleeper depends on: it says that it sleeps and then looks once more, while
/// the other side changes a counter and then looks who sleeps, so one of the two sees the other. Allocates nothing
/// after construction.
final class Signals {
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  // Ints from one counter to the next, 128 bytes: processors fetch cache lines of 64 bytes in pairs.
  private static final int STRIDE = 32;

  // How long to spin without giving way: longer than threads of one phase are apart on a quiet machine. Beyond it the
  // thread waited for may itself be waiting for this core, so each look then offers the core to others.
  private static final long SPIN_NANOS = 20_000;

  // When to sleep. Waking a sleeper takes some ten microseconds, so several times that is lost at worst; longer would
  // burn a core that others could use.
  private static final long SLEEP_NANOS = 50_000;

  // Looks between two readings of the clock, which costs about as much as one of them.
  private static final int LOOKS_PER_CLOCK = 16;

  // How often a thread outside the team looks whether a run is over.
  private static final long POLL_NANOS = 100_000;

  private final int[] values;
  private final Thread[] sleepers;
  private final int firstSleeper;
  private final boolean crowded;

  /// Creates counters that start at 0.
  ///
  /// @param cells how many counters
  /// @param threads how many threads wait on them
  Signals(int cells, int threads) {
    values = new int[(cells + threads + 1) * STRIDE];
    sleepers = new Thread[threads];
    firstSleeper = cells;
    // With more threads than cores, the one waited for may need the core that a spinning thread holds.
    crowded = threads > Runtime.getRuntime().availableProcessors();
  }

  /// Says which thread to wake for a number.
  void sleeper(int number, Thread thread) {
    sleepers[number] = thread;
  }

  int get(int cell) {
    return (int) INTS.getVolatile(values, at(cell));
  }

  void set(int cell, int value) {
    INTS.setVolatile(values, at(cell), value);
  }

  /// Writes a counter that others see no sooner than the next [#set].
  void prepare(int cell, int value) {
    INTS.set(values, at(cell), value);
  }

  int increment(int cell) {
    return (int) INTS.getAndAdd(values, at(cell), 1) + 1;
  }

  boolean compareAndSet(int cell, int expected, int value) {
    return INTS.compareAndSet(values, at(cell), expected, value);
  }

  // One stride of room in front, so that the array's length does not share a line with a counter.
  private static int at(int cell) {
    return (cell + 1) * STRIDE;
  }

  /// Waits until a condition holds; an interrupt does not end the wait and is kept.
  void await(int sleeper, Condition condition, int argument) {
    if (condition.holds(this, argument) || spin(condition, argument)) {
      return;
    }
    boolean interrupted = false;
    set(firstSleeper + sleeper, 1);
    while (!condition.holds(this, argument)) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    set(firstSleeper + sleeper, 0);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean spin(Condition condition, int argument) {
    long start = System.nanoTime();
    boolean givesWay = crowded;
    for (int looks = 1; !condition.holds(this, argument); looks++) {
      if (givesWay) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
      if (looks % LOOKS_PER_CLOCK == 0) {
        long nanos = System.nanoTime() - start;
        if (nanos > SLEEP_NANOS) {
          return false;
        }
        givesWay = crowded || nanos > SPIN_NANOS;
      }
    }
    return true;
  }

  /// Waits, on a thread that nobody wakes, until a condition holds.
  void poll(Condition condition) {
    boolean interrupted = false;
    while (!condition.holds(this, 0)) {
      LockSupport.parkNanos(this, POLL_NANOS);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Wakes every thread that sleeps; call it after changing a counter.
  void wake() {
    for (int i = 0; i < sleepers.length; i++) {
      if (get(firstSleeper + i) != 0) {
        LockSupport.unpark(sleepers[i]);
      }
    }
  }

  /// What a thread waits for.
  @FunctionalInterface
  interface Condition {
    boolean holds(Signals signals, int argument);
  }
}
