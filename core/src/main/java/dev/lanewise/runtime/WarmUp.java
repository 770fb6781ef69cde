package dev.lanewise.runtime;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Has HotSpot compile the vector code of a generated class while its plain Java does the work.
///
/// Until a method with vectors is compiled, each vector in it is an object, and the method takes about fifty times as
/// long as plain Java. So the methods, the *kernels*, are called on a few samples of zeros before passes, until each
/// is as fast as compiled code. A stage uses vectors once all of its kernels are. Results do not depend on it: both
/// compute the same bits.
///
/// Each generated class has one. It is thread-safe; one thread at a time calls kernels, others go on.
public final class WarmUp {
  /// Samples in a call.
  private static final int SAMPLES = 24;

  /// What a call writes instead of weights: tiles of at most 12 inputs by 32 outputs.
  private static final int WEIGHTS = 12 * 32;

  /// Calls of a kernel in a row, after which others get their turn.
  private static final int CALLS = 8;

  /// Fast calls in a row after which a kernel counts as compiled: the clock of a virtual machine may err once.
  private static final int FAST_CALLS = 3;

  /// A compiled vector instruction takes a fraction of a nanosecond; one with an object takes 3 or more where the
  /// methods of the Vector API are compiled and the kernel is not, and 40 or more where nothing is.
  private static final int COMPILED_NANOSECONDS = 1;

  /// A slow processor may take longer, which is told after some time of calls.
  private static final int SLOW_NANOSECONDS = 10;
  private static final long PATIENCE_NANOSECONDS = 3_000_000_000L;

  /// What a call takes beside its instructions, and the clock.
  private static final int CALL_NANOSECONDS = 100;

  /// Plain Java does about so many operations in a nanosecond.
  private static final int PLAIN_OPERATIONS = 10;

  /// Time before a pass for kernels: a multiple of what the pass would take in plain Java, but at least this.
  private static final long SHORTEST_NANOSECONDS = 200_000;

  /// The multiple: while HotSpot is busy compiling, a pass in plain Java is worth little.
  private static final int MULTIPLE = 4;

  /// A first pass that takes less is over sooner than vectors are ready, and goes first.
  private static final long SHORT_NANOSECONDS = 20_000_000;

  /// And at least this until each has been called a few times: HotSpot then has something to do.
  private static final long FIRST_NANOSECONDS = 10_000_000;

  /// After so much without success, as on a Java runtime that compiles no vectors, plain Java is all there is.
  private static final long LIMIT_NANOSECONDS = 10_000_000_000L;

  private final AtomicBoolean busy = new AtomicBoolean();
  /// As much as a long pass, so that kernels are called for some time at once, and others may have a turn.
  private static final long FINISH_OPERATIONS = 2 * PLAIN_OPERATIONS * SHORT_NANOSECONDS;

  private final Map<Stage, Progress> progress = new EnumMap<>(Stage.class);
  // Not read when the generated class is initialized, where a wrong value would be an error of that.
  private volatile VectorUse use;
  private volatile int compiled;
  private boolean isBegun;
  private volatile long spent;
  private CompiledWorkspace scratch;
  private float[] weights;

  /// Which kernels of a stage are compiled, and which one is next.
  private static final class Progress {
    final BitSet compiled = new BitSet();
    int next;
    boolean isSecondRound;
  }

  /// Creates the warm-up of a class.
  public WarmUp() {
    for (Stage stage : Stage.values()) {
      progress.put(stage, new Progress());
    }
  }

  WarmUp(VectorUse use) {
    this();
    decide(use);
  }

  private void decide(VectorUse decided) {
    if (decided == VectorUse.ALWAYS) {
      compiled = Stage.mask(Stage.values());
    }
    use = decided;
  }

  /// Calls kernels of stages that are not compiled, if no other thread does.
  ///
  /// @param stages of the pass that begins, as bits
  /// @param operations of the pass
  /// @return the stages that run in vectors, as bits
  /// @throws IllegalArgumentException if the system property for the use of vectors has a wrong value
  int before(CompiledModel<?> model, int stages, long operations) {
    if (use == null) {
      decide(VectorUse.ofProcess());
    }
    if ((stages & ~compiled) == 0 || use != VectorUse.COMPILED || !busy.compareAndSet(false, true)) {
      return compiled;
    }
    try {
      long plain = operations / PLAIN_OPERATIONS;
      if ((isBegun || plain > SHORT_NANOSECONDS) && spent < LIMIT_NANOSECONDS) {
        callKernels(model, stages, Math.max(SHORTEST_NANOSECONDS, MULTIPLE * plain));
      }
      isBegun = true;
      if (spent >= LIMIT_NANOSECONDS || (stages & ~compiled) == 0) {
        scratch = null;
        weights = null;
      }
    } finally {
      busy.set(false);
    }
    return compiled;
  }

  /// Calls kernels until the stages are compiled, or nothing more can be done for them.
  void finish(CompiledModel<?> model, int stages) {
    while ((stages & ~before(model, stages, FINISH_OPERATIONS)) != 0
        && use == VectorUse.COMPILED && spent < LIMIT_NANOSECONDS) {
      // Either HotSpot is busy, or another thread calls kernels.
      LockSupport.parkNanos(SHORTEST_NANOSECONDS);
    }
  }

  /// Calls kernels for some time, or until all are compiled.
  private void callKernels(CompiledModel<?> model, int stages, long nanoseconds) {
    if (scratch == null) {
      scratch = model.scratch(SAMPLES);
      weights = new float[WEIGHTS];
    }
    long start = System.nanoTime();
    for (boolean isMore = true; isMore; ) {
      isMore = false;
      for (Stage stage : Stage.values()) {
        if ((stages & ~compiled & stage.bit()) != 0) {
          long time = progress.get(stage).isSecondRound ? nanoseconds : Math.max(nanoseconds, FIRST_NANOSECONDS);
          isMore |= callNext(model, stage, start + time);
        }
      }
    }
    spent += System.nanoTime() - start;
  }

  /// Calls the next kernel of a stage that is not compiled yet.
  ///
  /// @return whether there is more to call, and time for it
  private boolean callNext(CompiledModel<?> model, Stage stage, long end) {
    Progress kernels = progress.get(stage);
    int kernel = kernels.compiled.nextClearBit(kernels.next);
    int fast = 0;
    for (int call = 0; call < CALLS; call++) {
      long start = System.nanoTime();
      if (start >= end) {
        return false;
      }
      int instructions = model.callKernel(stage, kernel, scratch, weights);
      long time = System.nanoTime() - start;
      if (instructions == 0) {
        kernels.next = 0;
        kernels.isSecondRound = true;
        if (kernels.compiled.cardinality() == kernel) {
          compiled |= stage.bit();
        }
        return kernels.compiled.cardinality() < kernel;
      }
      fast = time <= CALL_NANOSECONDS + instructions * instructionNanoseconds() ? fast + 1 : 0;
      if (fast == FAST_CALLS) {
        kernels.compiled.set(kernel);
        break;
      }
    }
    kernels.next = kernel + 1;
    return true;
  }

  private long instructionNanoseconds() {
    return spent < PATIENCE_NANOSECONDS ? COMPILED_NANOSECONDS : SLOW_NANOSECONDS;
  }
}
