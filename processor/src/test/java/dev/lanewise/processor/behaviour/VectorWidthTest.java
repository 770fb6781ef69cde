package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training gives the same bits at every vector width; the width is fixed when a Java process starts.
class VectorWidthTest {
  private static final List<RandomNetwork> NETWORKS =
      Stream.of(5L, 6L, 8L, 12L, 13L, 29L).map(RandomNetwork::of).toList();

  @TempDir
  private Path classes;

  @Test
  void everyVectorWidthTrainsToTheSameBits() throws IOException, InterruptedException {
    Map<String, String> sources = new LinkedHashMap<>();
    NETWORKS.forEach(network -> sources.put(network.name(), network.source()));
    GeneratedModels models = GeneratedModels.compile(sources);
    models.write(classes);
    List<String> expected = NETWORKS.stream()
        .map(network -> Training.hashAfterSteps(
            network, models.create(network.name(), network.seed()), Workers.callerOnly()))
        .toList();
    for (int bits : new int[] {128, 256, 512}) {
      List<String> arguments = new ArrayList<>(List.of(
          "--add-modules", "jdk.incubator.vector", "-Dlanewise.vectorBits=" + bits, "-Dlanewise.vectors=always",
          Training.class.getName()));
      NETWORKS.forEach(network -> arguments.add(Long.toString(network.seed())));
      JavaProcess process = JavaProcess.run(classes, arguments);
      assertEquals(0, process.exitCode(), process::errors);
      assertEquals(expected, process.output().lines().toList(), () -> bits + " bits");
    }
  }
}
