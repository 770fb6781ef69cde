package dev.lanewise.runtime;

import dev.lanewise.simd.VectorBits;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Has HotSpot compile the vector code of a generated class while its plain Java does the work.
///
/// Until a method with vectors is compiled, each vector in it is an object, and the method takes about fifty times as
/// long as plain Java. So the methods, the *kernels*, are called on a few samples of zeros before passes, until each
/// is as fast as compiled code. A part, that is what a stage does for one row of the network, uses vectors once all of
/// its kernels are. The rows with the largest products come first: most of the time is theirs. Results do not depend on
/// it: both compute the same bits.
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

  /// As much as a long pass, so that kernels are called for some time at once, and others may have a turn.
  private static final long FINISH_OPERATIONS = 2 * PLAIN_OPERATIONS * SHORT_NANOSECONDS;

  private final AtomicBoolean busy = new AtomicBoolean();
  private final int rows;
  private final List<Part> parts = new ArrayList<>();
  // Not read when the generated class is initialized, where a wrong value would be an error of that.
  private volatile VectorUse use;
  private volatile VectorParts inVectors;
  // The part whose turn it is: what there was no time for before one pass comes first before the next.
  private int turn;
  private boolean isBegun;
  private volatile long spent;
  private CompiledWorkspace scratch;
  private float[] weights;

  /// What a stage does for a row: which kernels are compiled, and which one is next.
  private static final class Part {
    final Stage stage;
    final int row;
    final BitSet compiled = new BitSet();
    int next;
    boolean isSecondRound;

    Part(Stage stage, int row) {
      this.stage = stage;
      this.row = row;
    }
  }

  /// Creates the warm-up of a class.
  ///
  /// @param operations of each row's product for one sample
  public WarmUp(long... operations) {
    this.rows = operations.length;
    this.inVectors = VectorParts.of(rows, false);
    for (Stage stage : Stage.values()) {
      for (int row = 0; row < rows; row++) {
        parts.add(new Part(stage, row));
      }
    }
    parts.sort(Comparator.comparingLong((Part part) -> operations[part.row]).reversed());
  }

  WarmUp(VectorUse use, long... operations) {
    this(operations);
    decide(use);
  }

  private void decide(VectorUse decided) {
    if (decided == VectorUse.ALWAYS) {
      inVectors = VectorParts.of(rows, true);
    }
    use = decided;
  }

  /// Calls kernels of stages that are not compiled, if no other thread does.
  ///
  /// @param stages of the pass that begins, as bits
  /// @param operations of the pass
  /// @return what runs in vectors
  /// @throws IllegalArgumentException if a system property for vectors has a wrong value
  VectorParts before(CompiledModel<?> model, int stages, long operations) {
    if (use == null) {
      // Refused here in a sentence; where it is used it would be an error of a class.
      VectorBits.ofProcess();
      decide(VectorUse.ofProcess());
    }
    if (inVectors.hasAll(stages) || use != VectorUse.COMPILED || !busy.compareAndSet(false, true)) {
      return inVectors;
    }
    try {
      long plain = operations / PLAIN_OPERATIONS;
      if ((isBegun || plain > SHORT_NANOSECONDS) && spent < LIMIT_NANOSECONDS) {
        callKernels(model, stages, Math.max(SHORTEST_NANOSECONDS, MULTIPLE * plain));
      }
      isBegun = true;
      if (spent >= LIMIT_NANOSECONDS || inVectors.hasAll(stages)) {
        scratch = null;
        weights = null;
      }
    } finally {
      busy.set(false);
    }
    return inVectors;
  }

  /// Calls kernels until the stages are compiled, or nothing more can be done for them.
  void finish(CompiledModel<?> model, int stages) {
    while (!before(model, stages, FINISH_OPERATIONS).hasAll(stages)
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
    for (int compiled = 0; compiled < parts.size(); ) {
      Part part = parts.get(turn);
      if ((stages & part.stage.bit()) == 0 || inVectors.has(part.stage, part.row)) {
        compiled++;
      } else {
        long end = start + (part.isSecondRound ? nanoseconds : Math.max(nanoseconds, FIRST_NANOSECONDS));
        if (System.nanoTime() >= end) {
          break;
        }
        compiled = 0;
        callAll(model, part, end);
      }
      turn = (turn + 1) % parts.size();
    }
    spent += System.nanoTime() - start;
  }

  /// Calls the kernels of a part that are not compiled yet, as far as time allows.
  private void callAll(CompiledModel<?> model, Part part, long end) {
    boolean isMore;
    do {
      isMore = callNext(model, part, end);
    } while (isMore && part.next > 0);
  }

  /// Calls the next kernel of a part that is not compiled yet.
  ///
  /// @return whether there is more to call, and time for it
  private boolean callNext(CompiledModel<?> model, Part part, long end) {
    int kernel = part.compiled.nextClearBit(part.next);
    int fast = 0;
    for (int call = 0; call < CALLS && fast < FAST_CALLS; call++) {
      long start = System.nanoTime();
      if (start >= end) {
        return false;
      }
      int instructions = model.callKernel(part.stage, part.row, kernel, scratch, weights);
      long time = System.nanoTime() - start;
      if (instructions == 0) {
        return finishRound(part, kernel);
      }
      fast = time <= CALL_NANOSECONDS + instructions * instructionNanoseconds() ? fast + 1 : 0;
    }
    if (fast == FAST_CALLS) {
      part.compiled.set(kernel);
    }
    part.next = kernel + 1;
    return true;
  }

  /// Begins with the first kernel again, or has the part run in vectors from the next pass on.
  ///
  /// @param kernels how many the part has
  /// @return whether some are not compiled
  private boolean finishRound(Part part, int kernels) {
    part.next = 0;
    part.isSecondRound = true;
    if (part.compiled.cardinality() < kernels) {
      return true;
    }
    inVectors = inVectors.with(part.stage, part.row);
    return false;
  }

  private long instructionNanoseconds() {
    return spent < PATIENCE_NANOSECONDS ? COMPILED_NANOSECONDS : SLOW_NANOSECONDS;
  }
}
