package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Prodigy;
import dev.lanewise.optim.ScheduleFree;
import dev.lanewise.optim.Sgd;
import dev.lanewise.safetensors.Weights;
import dev.lanewise.schedule.ReduceOnPlateau;
import dev.lanewise.schedule.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointsTest {
  private static final int STEPS = 60;
  private final Dataset train = Clusters.labelled(250, 6, 3, 2);
  private final Dataset validation = Clusters.labelled(100, 6, 3, 3);

  @TempDir
  private Path folder;

  /// Everything on which the result depends, made anew for each run.
  private record Settings(String name, UnaryOperator<Trainer> of) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Settings> settings() {
    return Stream.of(
        new Settings("plain", trainer -> trainer.optimizer(Sgd.of(0.1f))),
        new Settings("with replacement", trainer -> trainer.optimizer(Sgd.of(0.1f))
            .sampling(Sampling.WITH_REPLACEMENT)),
        new Settings("momentum and cosine", trainer -> trainer.optimizer(Momentum.of(0.1f, 0.9f).nesterov())
            .schedule(Schedule.cosine(0).warmUp(5))),
        new Settings("Adam, accumulated", trainer -> trainer.optimizer(Adam.of(0.01f).clipNorm(0.5f)).accumulate(3)),
        new Settings("Schedule-Free", trainer -> trainer.optimizer(ScheduleFree.of(0.1f)).evaluateEverySteps(7)),
        new Settings("Prodigy on a plateau", trainer -> trainer.optimizer(Prodigy.create()).evaluateEverySteps(2)
            .schedule(ReduceOnPlateau.of(0.5, 0))),
        new Settings("prefetched", trainer -> trainer.optimizer(Adam.of(0.01f)).accumulate(2).prefetch(3)),
        new Settings("early stopping", trainer -> trainer.optimizer(Sgd.of(5f)).evaluateEverySteps(3)
            .listener(EarlyStopping.onLoss(4))));
  }

  private static LinearModel model(long seed) {
    return LinearModel.create(Head.LABELS, 6, 3, seed);
  }

  private static Trainer trainer(LinearModel model, Settings settings) {
    return settings.of.apply(Trainer.of(model).batchSize(20).steps(STEPS).seed(4));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aRunBrokenOffAnywhereEndsAsOneThatWasNot(Settings settings) {
    LinearModel whole = model(1);
    History expected = trainer(whole, settings).fit(train, validation);
    for (int at : new int[] {1, 7, 20, 33, 59}) {
      Path run = folder.resolve("at" + at);
      interrupted(at, run, settings);
      LinearModel again = model(99);
      History history = trainer(again, settings).checkpoints(Checkpoints.in(run).everySteps(10)).resume()
          .fit(train, validation);
      assertArrayEquals(whole.parameters(), again.parameters());
      assertArrayEquals(expected.losses(), history.losses());
      assertEquals(expected.samples(), history.samples());
      assertEquals(expected.stopReason(), history.stopReason());
      assertEquals(withoutSeconds(expected), withoutSeconds(history));
      assertTrue(history.seconds() > 0 && history.samplesPerSecond() > 0);
    }
  }

  private void interrupted(int at, Path run, Settings settings) {
    trainer(model(1), settings).checkpoints(Checkpoints.in(run).everySteps(10)).resume()
        .listener(new TrainingListener() {
          @Override
          public void onStep(Training training) {
            if (training.step() == at) {
              Thread.currentThread().interrupt();
            }
          }
        }).fit(train, validation);
    Thread.interrupted();
  }

  private static List<HistoryPoint> withoutSeconds(History history) {
    return history.points().stream()
        .map(point -> new HistoryPoint(point.step(), point.epoch(), 0, point.trainLoss(), point.validation())).toList();
  }

  private final Settings plain = new Settings("plain", trainer -> trainer.optimizer(Sgd.of(0.1f)));

  @Test
  void goesOnFromWhereAFailureLeftIt() {
    LinearModel whole = model(1);
    trainer(whole, plain).fit(train);
    TrainingListener failing = new TrainingListener() {
      @Override
      public void onStep(Training training) {
        if (training.step() == 25) {
          throw new IllegalStateException("the power is gone");
        }
      }
    };
    assertThrows(IllegalStateException.class, () -> trainer(model(1), plain)
        .checkpoints(Checkpoints.in(folder).everySteps(10)).listener(failing).fit(train));
    assertEquals(List.of("manifest.json", "step-0000000010.safetensors", "step-0000000020.safetensors"), names());
    LinearModel again = model(7);
    History history = trainer(again, plain).checkpoints(Checkpoints.in(folder).everySteps(10)).resume().fit(train);
    assertArrayEquals(whole.parameters(), again.parameters());
    assertEquals(STEPS, history.steps());
  }

  @Test
  void keepsTheLastOnesAndOneWhereTheRunEnds() {
    trainer(model(1), plain).steps(55).checkpoints(Checkpoints.in(folder).everySteps(10).keep(2)).fit(train);
    assertEquals(List.of("manifest.json", "step-0000000050.safetensors", "step-0000000055.safetensors"), names());
  }

  @Test
  void aFinishedRunTakesNoMoreStepsUnlessThereAreMore() {
    Checkpoints checkpoints = Checkpoints.in(folder);
    LinearModel first = model(1);
    trainer(first, plain).checkpoints(checkpoints).fit(train, validation);
    LinearModel same = model(2);
    History again = trainer(same, plain).checkpoints(checkpoints).resume().fit(train, validation);
    assertArrayEquals(first.parameters(), same.parameters());
    assertEquals(STEPS, again.steps());
    LinearModel longer = model(3);
    trainer(longer, plain).steps(2 * STEPS).checkpoints(checkpoints).resume().fit(train, validation);
    LinearModel whole = model(1);
    trainer(whole, plain).steps(2 * STEPS).fit(train, validation);
    assertArrayEquals(whole.parameters(), longer.parameters());
  }

  @Test
  void aNewRunDoesNotMixWithAnEarlierOne() {
    trainer(model(1), plain).checkpoints(Checkpoints.in(folder)).fit(train);
    Exception thrown = assertThrows(IllegalStateException.class,
        () -> trainer(model(1), plain).checkpoints(Checkpoints.in(folder)).fit(train));
    assertEquals(folder + " holds checkpoints of an earlier run, the last one step-0000000060.safetensors: go on with "
        + "it by .resume(), or give the new run an empty folder", thrown.getMessage());
  }

  @Test
  void doesNotGoOnWithOtherSettings() {
    trainer(model(1), plain).checkpoints(Checkpoints.in(folder)).fit(train);
    Exception thrown = assertThrows(IllegalStateException.class, () -> trainer(model(1), plain)
        .optimizer(Sgd.of(0.2f)).seed(5).checkpoints(Checkpoints.in(folder)).resume().fit(validation));
    String message = thrown.getMessage();
    assertTrue(message.contains("optimizer: SGD(learning rate 0.1) then, SGD(learning rate 0.2) now\n"), message);
    assertTrue(message.contains("seed: 4 then, 5 now\n"), message);
    assertTrue(message.contains("training set: 250 samples of width 6 with class labels, SHA-256 "), message);
    assertFalse(message.contains("batch size"), message);
  }

  @Test
  void aLambdaIsTheSameScheduleInEveryProcess() {
    assertEquals("a lambda of " + getClass().getName(), RunManifest.describe((Schedule) (step, steps) -> 0.5));
    assertEquals(Silent.class.getName(), RunManifest.describe(new Silent()));
    assertEquals("cosine to 0.0", RunManifest.describe(Schedule.cosine(0)));
  }

  /// Says nothing of itself.
  private static final class Silent implements TrainingListener {}

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Files.writeString(folder.resolve("step-0000000010.safetensors"), "not a checkpoint, but longer than eight bytes");
    assertRefused("promise a header of");
    LinearModel saved = model(1);
    Weights.save(
        folder.resolve("step-0000000010.safetensors"), saved.layout(), saved.parameters(), Map.of("network", "Linear"));
    Exception thrown = assertThrows(IllegalStateException.class, () -> resumed().fit(train));
    assertTrue(thrown.getMessage().contains("seed: nothing then, 4 now"), thrown.getMessage());
    Files.delete(folder.resolve("step-0000000010.safetensors"));
    trainer(model(1), plain).checkpoints(Checkpoints.in(folder)).fit(train, validation);
    Exception missing = assertThrows(UncheckedIOException.class,
        () -> resumed().listener(EarlyStopping.onLoss(3)).fit(train, validation));
    assertEquals(folder.resolve("step-0000000060.safetensors") + " is not a checkpoint of this run: it has no tensor "
        + "'listener/EarlyStopping-1/best/linear.weight'", missing.getMessage());
  }

  private Trainer resumed() {
    return trainer(model(1), plain).checkpoints(Checkpoints.in(folder)).resume();
  }

  private void assertRefused(String part) {
    Exception thrown = assertThrows(UncheckedIOException.class, () -> resumed().fit(train));
    assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
  }

  @Test
  void clearsAwayWhatWasHalfWritten() throws IOException {
    Files.writeString(folder.resolve(".step-0000000010.safetensors.1234.tmp"), "half");
    Files.writeString(folder.resolve("mine.txt"), "stays");
    resumed().fit(train);
    assertEquals(List.of("manifest.json", "mine.txt", "step-0000000060.safetensors"), names());
  }

  @Test
  void theManifestSaysWhatTheRunIs() throws IOException {
    trainer(model(1), plain).checkpoints(Checkpoints.in(folder)).fit(train, validation);
    String manifest = Files.readString(folder.resolve("manifest.json"));
    for (String part : List.of("\"network\": \"Linear\"", "\"parameters\": \"linear.weight [3, 6], linear.bias [3]\"",
        "\"seed\": \"4\"", "\"sampling\": \"SHUFFLED\"", "\"lanewise\": ", train.digest(), validation.digest())) {
      assertTrue(manifest.contains(part), manifest);
    }
  }

  @Test
  void refusesWhatMakesNoSense() throws IOException {
    assertThrows(IllegalArgumentException.class, () -> Checkpoints.in(folder).everySteps(0));
    assertThrows(IllegalArgumentException.class, () -> Checkpoints.in(folder).everyMinutes(0));
    assertThrows(IllegalArgumentException.class, () -> Checkpoints.in(folder).keep(0));
    Exception noFolder = assertThrows(IllegalStateException.class, () -> trainer(model(1), plain).resume().fit(train));
    assertEquals("resume() needs to know where the checkpoints are: write .checkpoints(…) too", noFolder.getMessage());
    Path file = Files.writeString(folder.resolve("file"), "");
    Exception noPlace = assertThrows(UncheckedIOException.class,
        () -> trainer(model(1), plain).checkpoints(Checkpoints.in(file)).fit(train));
    assertEquals(file + " is not a folder", noPlace.getMessage());
  }

  @Test
  void minutesCountFromTheLastCheckpoint() {
    Checkpoints checkpoints = Checkpoints.in(folder).everyMinutes(2);
    assertFalse(checkpoints.isDue(1_000, 119_000_000_000L));
    assertTrue(checkpoints.isDue(1, 120_000_000_000L));
    assertTrue(IntStream.rangeClosed(1, 20).filter(step -> Checkpoints.in(folder).everySteps(10).isDue(step, 0))
        .boxed().toList().equals(List.of(10, 20)));
  }

  private List<String> names() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
