package dev.lanewise.examples.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.examples.cli.Run;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescentPathsTest {
  @TempDir Path directory;

  @Test
  void followsTheRatesOfTheBookAndDrawsPaths() throws IOException {
    Run run = Run.of(DescentPaths::new, "--output", directory.toString());
    assertEquals(0, run.exitCode(), () -> String.join("\n", run.err()));
    assertOne(run, "descent of Surfaces.bowl with learning rate 0.1 ends at (-6.111107929e-10, 8.148143905e-10)");
    assertOne(run, "descent of Surfaces.bowl with learning rate 1.0E-10 ends at (-2.999999940, 3.999999920)");
    assertTrue(run.out().stream().anyMatch(line -> line.contains("The learning rate is too large. Try 1.")));
    assertOne(run, "  analytic  (6.000000000000, 8.000000000000)");
    for (String name : List.of("bowl.png", "himmelblau.png")) {
      BufferedImage picture = ImageIO.read(directory.resolve(name).toFile());
      Set<Integer> colors = Arrays.stream(picture.getRGB(0, 0, 640, 640, null, 0, 640)).boxed()
          .collect(Collectors.toSet());
      assertTrue(colors.contains(Color.LIGHT_GRAY.getRGB()), "contour lines");
      assertTrue(colors.contains(0xff1f77b4) && colors.contains(0xffff7f0e), "two paths");
    }
  }

  @Test
  void answersWrongArgumentsWithOneLine() {
    Run run = Run.of(DescentPaths::new, "--steps", "0");
    assertEquals(List.of("DescentPaths: --steps 0 must be at least 1 (try --help)"), run.err());
    assertEquals(2, run.exitCode());
  }

  private static void assertOne(Run run, String line) {
    assertEquals(1, run.out().stream().filter(line::equals).count(), () -> String.join("\n", run.out()));
  }
}
