package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plain Java computes the bits that vectors do, in every network, and so does a process that goes from one to the
/// other. Whether vectors are used is decided when a Java process starts; the process of the tests always uses them.
class PlainJavaTest {
  private static final Map<String, String> PENALIZED = Map.of("Penalized", GeneratedModels.IMPORTS + """
      @L2(0.01)
      @Network(input = 21, loss = SoftmaxCrossEntropy.class)
      public record Penalized(
          @Dense(24) @PRelu(per = Per.UNIT) @L1(0.02) Layer features,
          @Dense(50) @PRelu(init = 0.1) @L1(0.03) @L2(0) Layer hidden,
          @Dense(3) @L2(0) Layer logits) {}
      """);

  @TempDir
  private Path classes;

  private final List<String> arguments = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  @Test
  void plainJavaComputesTheSameBits() throws IOException, InterruptedException {
    addNetworks(RandomNetworks.ALL);
    assertSame("never");
  }

  @Test
  void vectorsThatTakeOverComputeTheSameBits() throws IOException, InterruptedException {
    addNetworks(RandomNetworks.SOME);
    assertSame("compiled");
  }

  private void addNetworks(List<RandomNetwork> networks) throws IOException {
    RandomNetworks.write(classes);
    for (RandomNetwork network : networks) {
      add(network.name(), RandomNetworks.untrained(network), network.samples(), network.weighted());
    }
    GeneratedModels oneOutput = GeneratedModels.compile(OneOutputTest.NETWORKS);
    oneOutput.write(classes);
    OneOutputTest.NETWORKS.keySet().forEach(name -> add(name, oneOutput.create(name, 5), 33, true));
    GeneratedModels others = GeneratedModels.compile(others());
    others.write(classes);
    int samples = 1;
    for (String name : others().keySet()) {
      add(name, others.create(name, 5), samples, false);
      samples = samples * 3 % 37;
    }
  }

  private static Map<String, String> others() {
    Map<String, String> sources = new LinkedHashMap<>(PENALIZED);
    sources.putAll(TrainingOnlyTest.NETWORKS);
    sources.putAll(LargeWeightsTest.NETWORKS);
    RowLoss.ALL.forEach(loss -> sources.put(loss.name(), loss.source()));
    return sources;
  }

  private void add(String name, Model model, int samples, boolean weighted) {
    arguments.add(name + " 5 " + samples + " " + weighted);
    expected.add(name + Bits.of(model, samples, weighted));
  }

  private void assertSame(String vectors) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC",
        "-Dlanewise.vectors=" + vectors, Bits.class.getName()));
    command.addAll(arguments);
    JavaProcess process = JavaProcess.run(classes, command);
    assertEquals(0, process.exitCode(), process::errors);
    List<String> lines = process.output().lines().toList();
    assertEquals(expected.size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(expected.get(i), arguments.get(i).split(" ")[0] + lines.get(i), "vectors: " + vectors);
    }
  }
}
