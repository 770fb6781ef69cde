package dev.lanewise.processor.golden;

import dev.lanewise.processor.Generated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A record and the source that must be generated from it, both in a folder of its name.
enum Golden {
  /// The book's: labels, a sigmoid, several panels, tiles of every height.
  TWO_LAYER_NET("TwoLayerNet"),
  /// GELU, binary cross-entropy, no biases, one output.
  SPAM("Spam"),
  /// An activation and a loss of the user's own.
  GATED("Gated"),
  /// Slopes that are learnt, one for each unit and one for a row; penalties on weights.
  WINE("Wine"),
  /// Dropout, noise in the samples, a frozen row, and one with a learning rate of its own.
  FINE_TUNED("FineTuned"),
  /// Large weights, copies of what gradients read, sums in blocks.
  FACES("Faces"),
  /// The least there can be.
  LINE("Line");

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private final String recordName;
  private Generated outcome;

  Golden(String recordName) {
    this.recordName = recordName;
  }

  /// Where the expected source lies.
  Path path() {
    return FOLDER.resolve(recordName).resolve(recordName + "Model.java");
  }

  /// Where what `-Alanewise.explain` prints lies.
  Path explanation() {
    return FOLDER.resolve(recordName).resolve("explanation.txt");
  }

  /// The record's qualified name and its source.
  Map<String, String> declaration() {
    return Map.of("golden." + recordName, read(FOLDER.resolve(recordName).resolve(recordName + ".java")));
  }

  /// Compiles the record and what is generated from it, the first time it is asked.
  synchronized Generated generate() {
    if (outcome == null) {
      outcome = Generated.from(declaration());
    }
    return outcome;
  }

  /// The generated source.
  String generated() {
    return generate().sources().get(recordName + "Model.java");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
