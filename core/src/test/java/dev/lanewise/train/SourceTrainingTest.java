package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.CountingSource;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.DatasetException;
import dev.lanewise.data.SampleSource;
import dev.lanewise.data.Sampling;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Sgd;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training on samples that are read as they are needed.
class SourceTrainingTest {
  private static final int SAMPLES = 50;
  private final SampleSource source = new CountingSource(SAMPLES);

  private static LinearModel model() {
    return LinearModel.create(Head.LABELS, 2, 3, 1);
  }

  private static Trainer trainer(LinearModel model) {
    return Trainer.of(model).optimizer(Momentum.of(0.001f, 0.9f)).batchSize(8).epochs(3).seed(4);
  }

  private static Dataset inMemory() {
    float[] features = new float[2 * SAMPLES];
    int[] labels = new int[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      features[2 * i] = i;
      features[2 * i + 1] = (float) i / SAMPLES;
      labels[i] = i % 3;
    }
    return Dataset.of(features, 2).labels(labels);
  }

  @Test
  void endsWithTheBitsOfTheSameSamplesInMemory() {
    LinearModel expected = model();
    History history = trainer(expected).sampling(Sampling.SEQUENTIAL).fit(inMemory(), inMemory());
    for (int ahead : new int[] {0, 1, 4}) {
      LinearModel streamed = model();
      History read = trainer(streamed).prefetch(ahead).fit(source, inMemory());
      assertArrayEquals(expected.parameters(), streamed.parameters());
      assertArrayEquals(history.losses(), read.losses());
      assertEquals(3 * SAMPLES, read.samples());
    }
    LinearModel prefetched = model();
    trainer(prefetched).sampling(Sampling.SEQUENTIAL).prefetch(2).fit(inMemory());
    assertArrayEquals(expected.parameters(), prefetched.parameters());
  }

  @Test
  void aRunBrokenOffGoesOnWhereItWas(@TempDir Path folder) {
    SampleSource shuffled = source.shuffled(13, 5);
    LinearModel expected = model();
    trainer(expected).fit(shuffled);
    for (int at : new int[] {1, 6, 7, 8, 20}) {
      Path run = folder.resolve("at" + at);
      trainer(model()).checkpoints(Checkpoints.in(run).everySteps(3)).listener(new TrainingListener() {
        @Override
        public void onStep(Training training) {
          if (training.step() == at) {
            Thread.currentThread().interrupt();
          }
        }
      }).fit(shuffled);
      Thread.interrupted();
      LinearModel again = model();
      trainer(again).checkpoints(Checkpoints.in(run).everySteps(3)).resume().fit(shuffled);
      assertArrayEquals(expected.parameters(), again.parameters());
      assertThrows(IllegalStateException.class, () -> trainer(again)
          .checkpoints(Checkpoints.in(run).everySteps(3)).resume().fit(source.shuffled(14, 5)));
    }
  }

  @Test
  void aSourceThatCannotBeReadAgainSaysSo(@TempDir Path folder) {
    SampleSource once = new CountingSource(SAMPLES, SAMPLES, false, -1);
    trainer(model()).epochs(1).fit(once);
    String more = assertThrows(DatasetException.class, () -> trainer(model()).fit(once)).getMessage();
    assertTrue(more.contains("can be read only once"), more);
    trainer(model()).steps(2).checkpoints(Checkpoints.in(folder)).fit(once);
    String resumed = assertThrows(DatasetException.class,
        () -> trainer(model()).epochs(1).checkpoints(Checkpoints.in(folder)).resume().fit(once)).getMessage();
    assertTrue(resumed.contains("a run on it cannot go on at step 2"), resumed);
  }

  @Test
  void refusesWhatDoesNotFit() {
    String order = assertThrows(IllegalStateException.class,
        () -> trainer(model()).sampling(Sampling.SHUFFLED).fit(source)).getMessage();
    assertTrue(order.contains("source.shuffled("), order);
    LinearModel wide = LinearModel.create(Head.LABELS, 5, 3, 1);
    String width = assertThrows(DatasetException.class, () -> trainer(wide).fit(source)).getMessage();
    assertTrue(width.startsWith("the training source does not fit"), width);
    LinearModel narrow = LinearModel.create(Head.LABELS, 2, 2, 1);
    String label = assertThrows(DatasetException.class, () -> trainer(narrow).fit(source)).getMessage();
    assertEquals("label 2 of sample 2 of numbers to 50 must be at least 0 and below the 2 outputs", label);
    assertThrows(IllegalArgumentException.class, () -> trainer(model()).prefetch(-1));
    assertThrows(IllegalArgumentException.class, () -> trainer(model()).prefetch(Integer.MAX_VALUE));
  }

  @Test
  void whatCannotBeReadEndsTheRun() {
    SampleSource broken = new CountingSource(SAMPLES, SAMPLES, true, 30);
    for (int ahead : new int[] {0, 4}) {
      int[] steps = {0};
      String message = assertThrows(UncheckedIOException.class,
          () -> trainer(model()).prefetch(ahead).listener(new TrainingListener() {
            @Override
            public void onStep(Training training) {
              steps[0] = training.step();
            }
          }).fit(broken)).getMessage();
      assertEquals("disk.bin cannot be read at sample 30", message);
      assertEquals(3, steps[0]);
    }
    assertTrue(Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("lanewise-prefetch")));
  }

  @Test
  void theManifestNamesSourceAndSettings() {
    LinearModel model = model();
    RunManifest manifest = Trainer.of(model).optimizer(Sgd.of(0.1f)).manifest(inMemory());
    String training = manifest.settings().get("training set");
    assertTrue(training.startsWith("50 samples of width 2 with class labels, SHA-256 "), training);
    assertEquals("SHUFFLED", manifest.settings().get("sampling"));
    assertEquals(7 + 64 + 1, manifest.settings().get("architecture").length());
    assertThrows(IllegalStateException.class, () -> Trainer.of(model).manifest(inMemory()));
  }

  @Test
  void aRunCannotEndBeforeItsCheckpoint(@TempDir Path folder) {
    Checkpoints checkpoints = Checkpoints.in(folder);
    trainer(model()).steps(20).checkpoints(checkpoints).fit(inMemory());
    LinearModel again = model();
    String message = assertThrows(IllegalStateException.class,
        () -> trainer(again).steps(10).checkpoints(checkpoints).resume().fit(inMemory())).getMessage();
    assertTrue(message.contains("is of step 20, but the run is to end at step 10"), message);
    assertArrayEquals(model().parameters(), again.parameters());
    assertEquals(20, trainer(again).steps(20).checkpoints(checkpoints).resume().fit(inMemory()).steps());
  }
}
