package dev.lanewise.benchmarks.run;

import dev.lanewise.benchmarks.machine.TeamPeak;
import dev.lanewise.benchmarks.measure.Measurement;
import dev.lanewise.benchmarks.peer.NumPyPeer;
import dev.lanewise.benchmarks.peer.Peer;
import dev.lanewise.benchmarks.report.Row;
import dev.lanewise.benchmarks.workload.Workload;
import java.util.Locale;
import java.util.Optional;

/// The steps of somebody else, timed as ours are. They count only if the loss is the same.
public final class PeerBenchmark {
  private static final int CHECKED_STEP = 100;

  private PeerBenchmark() {}

  /// Times a peer's steps, after a check of its loss at step 100.
  public static Row run(Peer peer, Workload workload, int threads, Budget budget) {
    double ours = StepBenchmark.losses(workload, threads).get("loss@" + CHECKED_STEP);
    double theirs = lossAtCheckedStep(peer, workload, threads);
    try (Peer.Session session = peer.open(workload, threads); TeamPeak peak = new TeamPeak(threads)) {
      Measurement measurement = budget.stopwatch().measure(
          call -> session.step(call % Workload.BATCHES), workload.stepOperations(), peak::measure, false);
      Row row = Row.of(StepBenchmark.SECTION, workload.name() + " " + workload.describe(), peer.name(), threads,
          measurement);
      return verdict(row, ours, theirs);
    }
  }

  /// Times NumPy's steps on one thread; nothing if it is not there.
  public static Optional<Row> numPy(Workload workload, Budget budget) {
    return NumPyPeer.run(workload, budget.seconds()).map(result -> {
      double gigaflops = workload.stepOperations() / result.timing().median() / 1e3;
      Measurement measurement = new Measurement(result.timing(), gigaflops, gigaflops / result.peak(), 0);
      Row row = Row.of(StepBenchmark.SECTION, workload.name() + " " + workload.describe(), result.name(), 1,
          measurement);
      return verdict(row, StepBenchmark.losses(workload, 1).get("loss@" + CHECKED_STEP), result.loss());
    });
  }

  private static double lossAtCheckedStep(Peer peer, Workload workload, int threads) {
    try (Peer.Session session = peer.open(workload, threads)) {
      for (int step = 0; step < CHECKED_STEP - 1; step++) {
        session.step(step % Workload.BATCHES);
      }
      return session.stepWithLoss((CHECKED_STEP - 1) % Workload.BATCHES);
    }
  }

  /// Marks the row as invalid unless both losses agree to four digits.
  private static Row verdict(Row row, double ours, double theirs) {
    double difference = Math.abs(ours - theirs) / Math.abs(ours);
    return row.noting(String.format(Locale.ROOT, "%sloss@%d %.6g, ours %.6g", difference < 1e-4 ? "" : "INVALID: ",
        CHECKED_STEP, theirs, ours));
  }
}
