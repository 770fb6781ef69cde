package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Training gives the same bits at every vector width; the width is fixed when a Java process starts.
class VectorWidthTest {

  @Test
  void everyVectorWidthTrainsToTheSameBits() throws IOException, InterruptedException {
    List<String> expected = Training.hashes();
    assertFalse(expected.isEmpty());
    for (int bits : new int[] {128, 256, 512}) {
      JavaProcess process = JavaProcess.run(
          "--add-modules", "jdk.incubator.vector", "-Dlanewise.vectorBits=" + bits, Training.class.getName());
      assertEquals(0, process.exitCode(), process::errors);
      assertEquals(expected, process.output().lines().toList(), () -> bits + " bits");
    }
  }
}
