package dev.lanewise.processor.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.Generated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The classes generated for plain functions, as they are read in a review. They compile without a warning.
class PlainGoldenTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "Surfaces");
  private static final Set<String> CLASSES =
      Set.of("Surfaces_Bowl.java", "Surfaces_Rosenbrock.java", "Surfaces_Distances.java");

  @Test
  void generatesTheExpectedSources() throws IOException {
    Generated generated =
        Generated.from(Map.of("golden.Surfaces", Golden.read(FOLDER.resolve("Surfaces.java"))));
    assertEquals(CLASSES, generated.sources().keySet());
    for (String name : CLASSES) {
      if (Boolean.getBoolean("lanewise.golden.update")) {
        Files.writeString(FOLDER.resolve(name), generated.sources().get(name));
      }
      assertEquals(Golden.read(FOLDER.resolve(name)), generated.sources().get(name),
          () -> name + " is out of date: review the difference, then run with -Dlanewise.golden.update=true");
    }
  }
}
