package dev.lanewise.train;

import dev.lanewise.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where and how often a run writes its state, so that it can be taken up again after whatever ended it.
///
/// ```java
/// Trainer.of(net).optimizer(Adam.of(0.001f)).epochs(50)
///     .checkpoints(Checkpoints.in(Path.of("run")).everySteps(500).keep(3))
///     .resume()
///     .fit(train, validation);
/// ```
///
/// A checkpoint is a safetensors file `step-0000000500.safetensors` with the parameters under their usual names, what
/// optimizer, schedule and listeners remember, and the history so far. It is written beside the others and then moved
/// into place, so that a power cut leaves the one before. A last one is written where the run ends, also by a listener,
/// an interrupt or Ctrl-C. The folder also gets `manifest.json`, see [RunManifest].
///
/// Immutable.
public final class Checkpoints {
  private static final int DEFAULT_STEPS = 1_000;
  private static final int DEFAULT_KEPT = 3;
  private static final Pattern NAME = Pattern.compile("step-(\\d{10})\\.safetensors");
  private static final Pattern UNFINISHED = Pattern.compile("\\.step-\\d{10}\\.safetensors\\..*\\.tmp");

  private final Path folder;
  private final int steps;
  private final int minutes;
  private final int kept;

  private Checkpoints(Path folder, int steps, int minutes, int kept) {
    this.folder = folder;
    this.steps = steps;
    this.minutes = minutes;
    this.kept = kept;
  }

  /// Checkpoints every 1,000 steps, of which the last three are kept.
  ///
  /// @param folder of this run alone; it is created if it does not exist
  public static Checkpoints in(Path folder) {
    return new Checkpoints(Objects.requireNonNull(folder, "folder"), DEFAULT_STEPS, 0, DEFAULT_KEPT);
  }

  /// The same after every so many steps.
  ///
  /// @param steps at least 1
  /// @throws IllegalArgumentException if it is below
  public Checkpoints everySteps(int steps) {
    return new Checkpoints(folder, Checks.atLeast(1, steps, "everySteps"), 0, kept);
  }

  /// The same after the step at which so many minutes have passed since the last one.
  ///
  /// @param minutes at least 1
  /// @throws IllegalArgumentException if it is below
  public Checkpoints everyMinutes(int minutes) {
    return new Checkpoints(folder, 0, Checks.atLeast(1, minutes, "everyMinutes"), kept);
  }

  /// The same, keeping other than three; older ones are deleted once a new one is safe.
  ///
  /// @param last how many, at least 1
  /// @throws IllegalArgumentException if it is below
  public Checkpoints keep(int last) {
    return new Checkpoints(folder, steps, minutes, Checks.atLeast(1, last, "keep"));
  }

  /// Where the checkpoints are.
  public Path folder() {
    return folder;
  }

  /// The newest checkpoint in the folder, if there is any.
  ///
  /// @throws IOException if the folder cannot be read
  public Optional<Path> newest() throws IOException {
    List<Path> files = files();
    return files.isEmpty() ? Optional.empty() : Optional.of(files.getLast());
  }

  /// Whether a checkpoint is due.
  boolean isDue(int step, long nanosSinceLast) {
    return steps > 0 ? step % steps == 0 : nanosSinceLast >= minutes * 60_000_000_000L;
  }

  /// The file of a step.
  Path file(int step) {
    return folder.resolve(String.format("step-%010d.safetensors", step));
  }

  /// Creates the folder if there is none, and clears away what a killed process has left half written.
  void prepareFolder() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      if (Files.exists(folder)) {
        throw new NotDirectoryException(folder + " is not a folder");
      }
      throw new IOException("the folder for checkpoints, " + folder + ", cannot be created: " + e.getMessage(), e);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(path -> matches(UNFINISHED, path)).toList()) {
        Files.deleteIfExists(entry);
      }
    }
  }

  /// Deletes all but the last ones.
  void deleteOld() throws IOException {
    List<Path> files = files();
    for (Path file : files.subList(0, Math.max(0, files.size() - kept))) {
      Files.deleteIfExists(file);
    }
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(path -> matches(NAME, path))
          .sorted(Comparator.comparing(path -> path.getFileName().toString())).toList();
    }
  }

  private static boolean matches(Pattern pattern, Path path) {
    return pattern.matcher(path.getFileName().toString()).matches();
  }
}
