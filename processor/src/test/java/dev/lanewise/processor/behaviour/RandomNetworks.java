package dev.lanewise.processor.behaviour;

import dev.lanewise.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The random networks that tests share, compiled once for each JVM.
///
/// The seeds are 1 to 40; the system property `lanewise.networks` asks for another number of them, as in
/// `mvn -pl processor -am test -Dtest=RandomNetworksTest -DargLine="--add-modules jdk.incubator.vector
/// -Dlanewise.networks=1000"`.
final class RandomNetworks {
  static final List<RandomNetwork> ALL =
      LongStream.rangeClosed(1, Integer.getInteger("lanewise.networks", 40)).mapToObj(RandomNetwork::of).toList();

  /// The first of them, for tests that need several but not all.
  static final List<RandomNetwork> SOME = ALL.subList(0, Math.min(14, ALL.size()));

  private RandomNetworks() {}

  /// Makes a model with random weights and biases.
  static Model create(RandomNetwork network) {
    Model model = Compiled.MODELS.create(network.name(), network.seed());
    SplittableRandom random = new SplittableRandom(network.seed() + 1);
    for (RandomNetwork.Row row : network.rows()) {
      if (row.bias()) {
        float[] bias = new float[row.units()];
        IntStream.range(0, bias.length).forEach(i -> bias[i] = (float) random.nextDouble(-0.5, 0.5));
        model.setParameter(row.name() + ".bias", bias);
      }
    }
    return model;
  }

  /// Makes a model as it is created with the seed 5.
  static Model untrained(RandomNetwork network) {
    return Compiled.MODELS.create(network.name(), 5);
  }

  /// Writes the class files of all, for another Java process.
  static void write(Path folder) throws IOException {
    Compiled.MODELS.write(folder);
  }

  /// Compiles when first asked for.
  private static final class Compiled {
    static final GeneratedModels MODELS = compile();

    private static GeneratedModels compile() {
      Map<String, String> sources = new LinkedHashMap<>();
      ALL.forEach(network -> sources.put(network.name(), network.source()));
      return GeneratedModels.compile(sources);
    }
  }
}
