package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.optim.Sgd;
import dev.lanewise.schedule.Schedule;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
  private final Dataset train = Clusters.labelled(100, 6, 3, 2);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long now;

  @Test
  void elsewhereThanOnATerminalEveryEvaluationIsALine() {
    run(false, 500_000_000, trainer().steps(20), train);
    List<String> lines = shown().lines().toList();
    assertEquals(2, lines.size(), shown());
    String first = "step 10/20 {2}mean loss [\\d.]+ {2}accuracy [\\d.]+ {2}[\\d,]+ samples/s {2}0:05 left";
    assertTrue(lines.get(0).matches(first), lines.get(0));
    assertTrue(lines.get(1).endsWith("  20 samples/s  10.0 s"), lines.get(1));
    assertFalse(shown().contains("\r"));
  }

  @Test
  void elsewhereThanOnATerminalTenSecondsAreALineToo() {
    run(false, 1_000_000_000, trainer().steps(35).evaluateAtEnd(), null);
    assertEquals(4, shown().lines().count(), shown());
  }

  @Test
  void evaluationsThatComeTooFastAreSkippedExceptTheLast() {
    run(false, 1_000_000, trainer().steps(1000).evaluateEverySteps(1), null);
    long lines = shown().lines().count();
    assertTrue(lines >= 9 && lines <= 12, shown());
    assertTrue(shown().lines().toList().getLast().startsWith("step 1000/1000"), shown());
  }

  @Test
  void onATerminalTheLineIsRewrittenAtMostTenTimesASecond() {
    run(true, 10_000_000, trainer().steps(100).evaluateAtEnd(), train);
    long rewritten = shown().chars().filter(c -> c == '\r').count();
    assertTrue(rewritten >= 9 && rewritten <= 12, shown());
    assertEquals(1, shown().chars().filter(c -> c == '\n').count(), shown());
    assertTrue(shown().endsWith(System.lineSeparator()));
  }

  @Test
  void aShorterLineCoversTheLongerOneBefore() {
    ProgressLine line = new ProgressLine(out, true, () -> now);
    Training training = new Training(model, 3, 10, 0.1f, Schedule.constant(), false);
    line.onStart(training);
    training.record(12345.67f, 10);
    line.onStep(training);
    String first = shown();
    bytes.reset();
    now += 1_000_000_000;
    training.record(-600_000f, 10); // the smoothed loss becomes shorter by digits, the samples per second too
    line.onStep(training);
    assertEquals(first.length(), shown().length(), first + shown());
    assertTrue(shown().endsWith(" "), shown());
  }

  @Test
  void timeLeftIsMinutesAndSecondsAndHoursIfAny() {
    assertEquals("0:00", ProgressLine.duration(0));
    assertEquals("0:01", ProgressLine.duration(0.2));
    assertEquals("12:30", ProgressLine.duration(750));
    assertEquals("2:05:00", ProgressLine.duration(7500));
  }

  @Test
  void nothingIsPrintedUnlessAskedFor() {
    PrintStream before = System.out;
    System.setOut(out);
    try {
      trainer().steps(5).fit(train, train);
    } finally {
      System.setOut(before);
    }
    assertEquals("", shown());
  }

  private void run(boolean terminal, long nanosPerStep, Trainer trainer, Dataset validation) {
    trainer.listener(new TrainingListener() {
      @Override
      public void onStep(Training training) {
        now += nanosPerStep;
      }
    });
    trainer.listener(new ProgressLine(out, terminal, () -> now));
    if (validation == null) {
      trainer.fit(train);
    } else {
      trainer.fit(train, validation);
    }
  }

  private Trainer trainer() {
    return Trainer.of(model).optimizer(Sgd.of(0.1f)).batchSize(10);
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
