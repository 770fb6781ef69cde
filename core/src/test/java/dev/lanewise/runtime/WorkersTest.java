package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void runsWorkOnceOnEveryThread(int threads) {
    int[] runs = new int[threads];
    Thread[] ran = new Thread[threads];
    try (Workers workers = Workers.of(threads)) {
      assertEquals(threads, workers.threads());
      for (int i = 0; i < 1000; i++) {
        workers.run(thread -> {
          runs[thread]++;
          ran[thread] = Thread.currentThread();
        });
      }
    }
    for (int thread = 0; thread < threads; thread++) {
      assertEquals(1000, runs[thread], "runs of thread " + thread);
      if (thread > 0) {
        assertEquals("lanewise-worker-" + thread, ran[thread].getName());
        assertTrue(ran[thread].isDaemon());
      }
    }
    assertSame(Thread.currentThread(), ran[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void nobodyPassesABarrierBeforeEverybodyHasCome(int threads) {
    int barriers = threads > Runtime.getRuntime().availableProcessors() ? 5_000 : 100_000;
    int[] progress = new int[threads * 32];
    AtomicInteger wrong = new AtomicInteger();
    try (Workers workers = Workers.of(threads)) {
      workers.run(thread -> {
        for (int round = 1; round <= barriers; round++) {
          progress[thread * 32] = round; // plain writes: the barrier must publish them
          workers.barrier();
          for (int other = 0; other < threads; other++) {
            if (progress[other * 32] != round) {
              wrong.incrementAndGet();
            }
          }
          workers.barrier();
        }
      });
    }
    assertEquals(0, wrong.get());
  }

  @Test
  void threadsThatSleepAreWokenForBarriersAndRuns() {
    int[] sum = new int[1];
    try (Workers workers = Workers.of(3)) {
      for (int late = 0; late < 3; late++) {
        int lateThread = late;
        for (int i = 0; i < 5; i++) {
          workers.run(thread -> {
            if (thread == lateThread) {
              LockSupport.parkNanos(3_000_000);
              sum[0]++;
            }
            workers.barrier();
            if (thread == (lateThread + 1) % 3) {
              LockSupport.parkNanos(3_000_000);
              sum[0]++;
            }
          });
          LockSupport.parkNanos(1_000_000);
        }
      }
    }
    assertEquals(30, sum[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aFailureFreesTheThreadsThatWaitForItAndTheTeamCanBeUsedAgain(int failing) {
    int[] runs = new int[3];
    try (Workers workers = Workers.of(3)) {
      for (int i = 0; i < 200; i++) {
        IllegalArgumentException failure = new IllegalArgumentException("bad part");
        Exception thrown = assertThrows(IllegalArgumentException.class, () -> workers.run(thread -> {
          workers.barrier();
          if (thread == failing) {
            throw failure;
          }
          workers.barrier();
          workers.barrier();
        }));
        assertSame(failure, thrown);
        assertEquals(0, thrown.getSuppressed().length);
        workers.run(thread -> {
          workers.barrier();
          runs[thread]++;
        });
      }
    }
    assertEquals(List.of(200, 200, 200), List.of(runs[0], runs[1], runs[2]));
  }

  @Test
  void theLowestThreadsFailureIsThrownAndTheOthersAreSuppressed() {
    try (Workers workers = Workers.of(3)) {
      Error thrown = assertThrows(AssertionError.class, () -> workers.run(thread -> {
        throw new AssertionError("thread " + thread);
      }));
      assertEquals("thread 0", thrown.getMessage());
      assertEquals("thread 1", thrown.getSuppressed()[0].getMessage());
      assertEquals("thread 2", thrown.getSuppressed()[1].getMessage());
    }
  }

  @Test
  void oneExceptionThrownByAllThreadsIsThrownOnce() {
    RuntimeException shared = new RuntimeException("shared");
    try (Workers workers = Workers.of(2)) {
      assertSame(shared, assertThrows(RuntimeException.class, () -> workers.run(thread -> {
        throw shared;
      })));
      assertEquals(0, shared.getSuppressed().length);
    }
  }

  @Test
  void aThreadThatLeavesOutABarrierIsReportedRatherThanWaitedFor() {
    try (Workers workers = Workers.of(2)) {
      Exception thrown = assertThrows(IllegalStateException.class, () -> workers.run(thread -> {
        if (thread == 1) {
          workers.barrier();
        }
      }));
      assertTrue(thrown.getMessage().contains("thread 1 waits at a barrier"), thrown.getMessage());
    }
  }

  @Test
  void noThreadIsLeftAfterClose() {
    Thread[] ran = new Thread[8];
    Workers workers = Workers.of(8);
    workers.run(thread -> ran[thread] = Thread.currentThread());
    workers.close();
    for (int thread = 1; thread < 8; thread++) {
      assertFalse(ran[thread].isAlive(), ran[thread].getName());
    }
    workers.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesToRunWhenClosed(int threads) {
    Workers workers = Workers.of(threads);
    workers.close();
    Exception thrown = assertThrows(IllegalStateException.class, () -> workers.run(thread -> {}));
    assertEquals("the team is closed", thrown.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void refusesARunInsideARun(int threads) {
    try (Workers workers = Workers.of(threads)) {
      Exception thrown =
          assertThrows(IllegalStateException.class, () -> workers.run(thread -> workers.run(inner -> {})));
      assertTrue(thrown.getMessage().contains("runs already"), thrown.getMessage());
    }
  }

  @Test
  void refusesToCloseFromInsideAndBarriersFromOutside() {
    try (Workers workers = Workers.of(2)) {
      AutoCloseable closeable = workers;
      assertThrows(IllegalStateException.class, () -> workers.run(thread -> {
        try {
          closeable.close();
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }));
      assertThrows(IllegalStateException.class, workers::barrier);
      workers.run(thread -> workers.barrier());
    }
  }

  @Test
  void closingFromAnotherThreadLetsTheRunEnd() throws InterruptedException {
    Workers workers = Workers.of(2);
    CountDownLatch running = new CountDownLatch(1);
    int[] parts = new int[2];
    Thread closer = Thread.ofPlatform().start(() -> {
      try {
        running.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      workers.close();
    });
    workers.run(thread -> {
      running.countDown();
      LockSupport.parkNanos(20_000_000);
      workers.barrier();
      parts[thread] = 1;
    });
    closer.join();
    assertEquals(2, parts[0] + parts[1]);
    assertThrows(IllegalStateException.class, () -> workers.run(thread -> {}));
  }

  @Test
  void keepsTheCallersInterrupt() {
    try (Workers workers = Workers.of(2)) {
      Thread.currentThread().interrupt();
      workers.run(thread -> {
        if (thread == 1) {
          LockSupport.parkNanos(5_000_000);
        }
        workers.barrier();
      });
      assertTrue(Thread.interrupted());
      Thread.currentThread().interrupt();
    }
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 257})
  void refusesSillyNumbersOfThreads(int threads) {
    Exception thrown = assertThrows(IllegalArgumentException.class, () -> Workers.of(threads));
    assertEquals("threads " + threads + " must lie between 1 and 256", thrown.getMessage());
  }

  @Test
  void theCallerAloneMayNestRunsAndIsNeverClosed() {
    int[] runs = new int[1];
    Workers.callerOnly().close();
    Workers.callerOnly().run(thread -> Workers.callerOnly().run(inner -> {
      Workers.callerOnly().barrier();
      runs[0]++;
    }));
    assertEquals(1, runs[0]);
    assertEquals(1, Workers.callerOnly().threads());
  }

  @Test
  void allocatesNothingPerRun() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] ids = new long[2];
    try (Workers workers = Workers.of(2)) {
      Workers.Work work = thread -> {
        ids[thread] = Thread.currentThread().threadId();
        workers.barrier();
      };
      long[] allocated = new long[2];
      for (int attempt = 0; attempt < 5; attempt++) {
        for (int i = 0; i < 5_000; i++) {
          workers.run(work);
        }
        for (int thread = 0; thread < 2; thread++) {
          long before = allocated[thread];
          allocated[thread] = threads.getThreadAllocatedBytes(ids[thread]);
          if (attempt == 4) {
            // Reading the counter itself allocates a little on the reading thread.
            long bytesPerRun = (allocated[thread] - before) / 5_000;
            assertEquals(0, bytesPerRun, "bytes allocated per run by thread " + thread);
          }
        }
      }
    }
  }
}
