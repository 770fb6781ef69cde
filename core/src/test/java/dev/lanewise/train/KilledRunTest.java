package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.init.CounterRandom;
import dev.lanewise.optim.Adam;
import dev.lanewise.safetensors.Weights;
import dev.lanewise.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run as a process of its own that is killed again and again at random moments, and goes on each time.
class KilledRunTest {
  /// Raise it with `-Dlanewise.kills=50` for a thorough trial.
  private static final int KILLS = Integer.getInteger("lanewise.kills", 4);
  private static final int STEPS = 3_000;

  @TempDir
  private Path folder;

  private static Trainer trainer(LinearModel model) {
    return Trainer.of(model).optimizer(Adam.of(0.01f)).schedule(Schedule.cosine(0.1)).batchSize(20).seed(4)
        .steps(STEPS).evaluateEverySteps(100);
  }

  private static LinearModel model() {
    return LinearModel.create(Head.LABELS, 6, 3, 1);
  }

  private static Dataset train() {
    return Clusters.labelled(250, 6, 3, 2);
  }

  private static Dataset validation() {
    return Clusters.labelled(100, 6, 3, 3);
  }

  /// The process: about a second of steps, a checkpoint at each fifth of them, and the weights in a file at the end.
  static final class Run {
    private Run() {}

    public static void main(String[] args) throws IOException {
      LinearModel model = model();
      EarlyStopping stopping = EarlyStopping.onLoss(1_000);
      History history = trainer(model).listener(stopping).listener(new TrainingListener() {
        @Override
        public void onStep(Training training) {
          LockSupport.parkNanos(200_000);
        }
      }).checkpoints(Checkpoints.in(Path.of(args[0])).everySteps(5).keep(2)).resume().fit(train(), validation());
      if (history.stopReason() == StopReason.FINISHED) {
        Weights.save(Path.of(args[1]), model.layout(), model.parameters(), Map.of());
      }
    }
  }

  private Process start() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "--add-modules", "jdk.incubator.vector",
        "-cp", System.getProperty("java.class.path"), Run.class.getName(), checkpoints().toString(),
        result().toString())
        .redirectErrorStream(true).redirectOutput(folder.resolve("out.txt").toFile()).start();
  }

  private Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  private void beginAgain() throws IOException {
    try (Stream<Path> files = Files.list(checkpoints())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private Path last() {
    return Checkpoints.in(checkpoints()).file(STEPS);
  }

  private Path result() {
    return folder.resolve("result.safetensors");
  }

  private float[] expected() {
    LinearModel model = model();
    trainer(model).listener(EarlyStopping.onLoss(1_000)).fit(train(), validation());
    return model.parameters();
  }

  private void finish() throws IOException, InterruptedException {
    Process process = start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("out.txt")));
    assertArrayEquals(expected(), Weights.load(result(), model().layout()));
  }

  @Test
  void killedAtAnyMomentItEndsWithTheSameBits() throws IOException, InterruptedException {
    CounterRandom random = CounterRandom.of(7, 1);
    for (int kill = 0; kill < KILLS; kill++) {
      if (Checkpoints.in(checkpoints()).newest().filter(file -> file.equals(last())).isPresent()) {
        finish();
        beginAgain();
      }
      Process process = start();
      waitForCheckpoint(process);
      Thread.sleep(random.nextInt(100));
      process.destroyForcibly().waitFor();
    }
    finish();
  }

  @Test
  void toldToEndItWritesACheckpointFirst() throws IOException, InterruptedException {
    Process process = start();
    waitForCheckpoint(process);
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(128 + 15, process.exitValue());
    assertFalse(Files.exists(result()));
    assertTrue(Checkpoints.in(checkpoints()).newest().isPresent());
    finish();
  }

  /// Returns once the process has written a checkpoint of its own.
  private void waitForCheckpoint(Process process) throws IOException, InterruptedException {
    Path before = Checkpoints.in(checkpoints()).newest().orElse(null);
    while (process.isAlive()) {
      Path now = Checkpoints.in(checkpoints()).newest().orElse(null);
      if (now != null && !now.equals(before)) {
        return;
      }
      Thread.sleep(5);
    }
  }
}
