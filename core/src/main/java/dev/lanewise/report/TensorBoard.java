package dev.lanewise.report;

import dev.lanewise.Checks;
import dev.lanewise.train.History;
import dev.lanewise.train.HistoryPoint;
import dev.lanewise.train.Training;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Writes a run for TensorBoard, which shows it while it goes on: `tensorboard --logdir runs`.
///
/// ```java
/// Trainer.of(net).optimizer(Adam.of(0.001f)).epochs(10).listener(TensorBoard.in(Path.of("runs/first"))).fit(train,
/// test)
/// ```
///
/// It writes `train/loss` and `learning_rate`, that of the step to come, after every tenth step, and `validation/loss`
/// and `validation/accuracy` at each evaluation. Each run gets a file of its own in the folder. Steps count from the
/// beginning of the run, also after it has been taken up again. A file that cannot be written ends the run with an
/// [UncheckedIOException].
///
/// Belongs to one run at a time; not safe for use by several threads.
public final class TensorBoard implements TrainingListener {
  private static final int DEFAULT_STEPS = 10;

  private final Path folder;
  private final int everySteps;
  private EventFile file;

  private TensorBoard(Path folder, int everySteps) {
    this.folder = folder;
    this.everySteps = everySteps;
  }

  /// Writes into a folder, which is created if it does not exist.
  public static TensorBoard in(Path folder) {
    return new TensorBoard(Objects.requireNonNull(folder, "folder"), DEFAULT_STEPS);
  }

  /// The same with another number of steps from one loss to the next.
  ///
  /// @param steps at least 1
  /// @throws IllegalArgumentException if it is below
  public TensorBoard everySteps(int steps) {
    return new TensorBoard(folder, Checks.atLeast(1, steps, "everySteps"));
  }

  @Override
  public void onStart(Training training) {
    unchecked(() -> {
      Files.createDirectories(folder);
      long millis = System.currentTimeMillis();
      Path name = folder.resolve("events.out.tfevents." + millis / 1000 + ".lanewise");
      for (int number = 2; Files.exists(name); number++) {
        name = folder.resolve("events.out.tfevents." + millis / 1000 + ".lanewise." + number);
      }
      file = new EventFile(name, now());
    });
  }

  @Override
  public void onStep(Training training) {
    if (training.step() % everySteps == 0) {
      unchecked(() -> {
        file.scalar("train/loss", training.step(), training.loss(), now());
        file.scalar("learning_rate", training.step(), training.learningRate(), now());
      });
    }
  }

  @Override
  public void onEvaluation(Training training, HistoryPoint point) {
    unchecked(() -> {
      if (point.validation().isPresent()) {
        file.scalar("validation/loss", point.step(), (float) point.validation().get().loss(), now());
        if (point.validation().get().accuracyIfAny().isPresent()) {
          file.scalar("validation/accuracy", point.step(), (float) point.validation().get().accuracy(), now());
        }
      }
      file.flush();
    });
  }

  @Override
  public void onEnd(Training training, History history) {
    unchecked(() -> file.close());
  }

  @Override
  public void onFailure(Training training, RuntimeException failure) {
    if (file != null) {
      unchecked(() -> file.close());
    }
  }

  private static double now() {
    return System.currentTimeMillis() / 1000.0;
  }

  private static void unchecked(FileWork work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException("the event file for TensorBoard cannot be written: " + e.getMessage(), e);
    }
  }

  /// Work with the file.
  @FunctionalInterface
  private interface FileWork {
    void run() throws IOException;
  }
}
