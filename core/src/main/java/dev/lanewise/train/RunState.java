package dev.lanewise.train;

import dev.lanewise.Stateful;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the state of a run where and when its [Checkpoints] say, and takes it up again.
final class RunState implements AutoCloseable {
  private final Checkpoints checkpoints;
  private final RunManifest manifest;
  private final Map<String, Stateful> parts;
  private final ShutdownStop shutdown;
  private final Optional<CheckpointFile> earlier;
  private long lastWritten = System.nanoTime();
  private int lastStep = -1;

  private RunState(Checkpoints checkpoints, RunManifest manifest, Map<String, Stateful> parts,
      Optional<CheckpointFile> earlier) {
    this.checkpoints = checkpoints;
    this.manifest = manifest;
    this.parts = parts;
    this.earlier = earlier;
    this.shutdown = ShutdownStop.listen();
  }

  /// Prepares the folder of a run.
  ///
  /// @param parts what remembers something, by name
  /// @throws IllegalStateException if there are checkpoints that the run does not go on from, or those there are were
  ///     written with other settings
  static RunState open(
      Checkpoints checkpoints, boolean resumes, RunManifest manifest, Map<String, Stateful> parts) {
    try {
      checkpoints.prepareFolder();
      Optional<Path> newest = checkpoints.newest();
      if (newest.isPresent() && !resumes) {
        throw new IllegalStateException(checkpoints.folder() + " holds checkpoints of an earlier run, the last one "
            + newest.get().getFileName() + ": go on with it by .resume(), or give the new run an empty folder");
      }
      Optional<CheckpointFile> earlier = newest.isPresent()
          ? Optional.of(CheckpointFile.read(newest.get())) : Optional.empty();
      earlier.ifPresent(file -> requireSameSettings(manifest, file, newest.get()));
      if (earlier.isEmpty()) {
        manifest.writeJson(checkpoints.folder().resolve("manifest.json"));
      }
      return new RunState(checkpoints, manifest, parts, earlier);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static void requireSameSettings(RunManifest manifest, CheckpointFile earlier, Path file) {
    List<String> differences = manifest.differences(earlier.settings());
    if (!differences.isEmpty()) {
      throw new IllegalStateException("the run cannot go on from " + file
          + ", which was written with other settings:\n  " + String.join("\n  ", differences)
          + "\nuse the settings of then, or give this run an empty folder");
    }
  }

  /// Whether the process is about to end.
  boolean isShutdown() {
    return shutdown.isRequested();
  }

  /// Fills parameters, progress, and what was started before the listeners.
  void restoreProgress(Training training) {
    earlier.ifPresent(file -> unchecked(() -> file.restore(training)));
    lastStep = earlier.isPresent() ? training.step() : -1;
  }

  /// Fills what the parts remember, once all have been started.
  void restoreParts(Training training) {
    earlier.ifPresent(file -> parts.forEach(
        (name, part) -> unchecked(() -> file.restore(name, part, training.model().layout()))));
  }

  /// Writes a checkpoint if one is due.
  void afterStep(Training training) {
    if (checkpoints.isDue(training.step(), System.nanoTime() - lastWritten)) {
      write(training);
    }
  }

  /// Writes a checkpoint unless the last one holds this step already.
  void write(Training training) {
    if (training.step() == lastStep) {
      return;
    }
    unchecked(() -> {
      CheckpointFile.write(checkpoints.file(training.step()), training, parts, manifest);
      checkpoints.deleteOld();
    });
    lastWritten = System.nanoTime();
    lastStep = training.step();
  }

  @Override
  public void close() {
    shutdown.close();
  }

  private static void unchecked(FileWork work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /// Work with files.
  @FunctionalInterface
  private interface FileWork {
    void run() throws IOException;
  }
}
