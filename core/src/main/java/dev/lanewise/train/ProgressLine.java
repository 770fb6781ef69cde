package dev.lanewise.train;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Shows how training goes: loss, accuracy on the validation set (or the loss, where accuracy has no meaning), samples
/// per second, time left.
///
/// On a terminal one line is rewritten, at most ten times a second, and a new one is begun by each evaluation.
/// Elsewhere, as in a file or a pipe, each evaluation prints a line, at most ten a second, and so does every ten
/// seconds without one. The mean loss is that of
/// about the last fifty mini-batches, later ones counting more.
public final class ProgressLine implements TrainingListener {
  private static final long REWRITE_NANOS = 100_000_000;
  private static final long PLAIN_NANOS = 10_000_000_000L;

  // The share of a new loss in the smoothed one: a mean life of fifty steps.
  private static final double SMOOTHING = 0.02;

  // A line that wraps cannot be rewritten, and terminals are at least 80 wide by custom.
  private static final int WIDEST = 79;

  private final PrintStream out;
  private final boolean rewrites;
  private final LongSupplier nanoClock;
  private double smoothed;
  private double smoothedWeight;
  private Optional<Evaluation> validation = Optional.empty();
  private long start;
  private long lastPrinted;
  private int firstStep;
  private long firstSamples;
  private int shownWidth;

  ProgressLine(PrintStream out, boolean rewrites, LongSupplier nanoClock) {
    this.out = out;
    this.rewrites = rewrites;
    this.nanoClock = nanoClock;
  }

  /// A progress line that rewrites itself if `out` is `System.out` on a terminal.
  public static ProgressLine on(PrintStream out) {
    boolean isTerminal = out == System.out && System.console() != null && System.console().isTerminal();
    return new ProgressLine(out, isTerminal, System::nanoTime);
  }

  @Override
  public void onStart(Training training) {
    smoothed = 0;
    smoothedWeight = 0;
    validation = Optional.empty();
    shownWidth = 0;
    firstStep = training.step();
    firstSamples = training.samples();
    start = nanoClock.getAsLong();
    // The first line may appear at once.
    lastPrinted = start - REWRITE_NANOS;
  }

  @Override
  public void onStep(Training training) {
    smoothed += SMOOTHING * (training.loss() - smoothed);
    smoothedWeight += SMOOTHING * (1 - smoothedWeight);
    long now = nanoClock.getAsLong();
    if (rewrites && now - lastPrinted >= REWRITE_NANOS) {
      rewrite(line(training, now), now);
    } else if (!rewrites && now - Math.max(start, lastPrinted) >= PLAIN_NANOS) {
      print(line(training, now), now);
    }
  }

  @Override
  public void onEvaluation(Training training, HistoryPoint point) {
    validation = point.validation();
    long now = nanoClock.getAsLong();
    boolean isLast = training.step() == training.steps();
    if (now - lastPrinted >= REWRITE_NANOS || isLast) {
      print(line(training, now), now);
    }
  }

  @Override
  public void onFailure(Training training, RuntimeException failure) {
    endLine();
  }

  @Override
  public void onEnd(Training training, History history) {
    endLine();
  }

  /// What a line says: `step 1200/10000  mean loss 0.3121  accuracy 0.9132  52,300 samples/s  0:17 left`.
  private String line(Training training, long now) {
    double seconds = Math.max((now - start) / 1e9, 1e-9);
    int left = training.steps() - training.step();
    return String.format(
        Locale.ROOT,
        "step %d/%d  mean loss %.4f%s  %,.0f samples/s  %s",
        training.step(),
        training.steps(),
        smoothed / smoothedWeight,
        validation.map(ProgressLine::describe).orElse(""),
        (training.samples() - firstSamples) / seconds,
        left > 0
            ? duration(seconds / Math.max(1, training.step() - firstStep) * left) + " left"
            : String.format(Locale.ROOT, "%.1f s", seconds));
  }

  private static String describe(Evaluation validation) {
    return Double.isNaN(validation.accuracy())
        ? String.format(Locale.ROOT, "  validation loss %.4f", validation.loss())
        : String.format(Locale.ROOT, "  accuracy %.4f", validation.accuracy());
  }

  /// Minutes and seconds, with hours where there are any: `0:07`, `12:30`, `2:05:00`.
  static String duration(double seconds) {
    long whole = (long) Math.ceil(seconds);
    long hours = whole / 3600;
    long minutes = whole / 60 % 60;
    return hours == 0
        ? String.format(Locale.ROOT, "%d:%02d", minutes, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, whole % 60);
  }

  private void rewrite(String line, long now) {
    String shown = line.length() > WIDEST ? line.substring(0, WIDEST) : line;
    // Blanks cover what a longer line left behind.
    out.print("\r" + shown + " ".repeat(Math.max(0, shownWidth - shown.length())));
    out.flush();
    shownWidth = shown.length();
    lastPrinted = now;
  }

  private void print(String line, long now) {
    if (rewrites) {
      rewrite(line, now);
      endLine();
    } else {
      out.println(line);
      lastPrinted = now;
    }
  }

  private void endLine() {
    if (shownWidth > 0) {
      out.println();
      shownWidth = 0;
    }
  }
}
