package dev.lanewise.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the benchmark measures is what examples run with and what the documentation recommends.
class ShortRunFlagsTest {
  @ParameterizedTest
  @ValueSource(strings = {"../examples/pom.xml", "../docs/performance.md"})
  void sameEverywhere(String file) throws IOException {
    String text = Files.readString(Path.of(file));
    for (String flag : StartUpBenchmark.SHORT_RUN_FLAGS) {
      assertTrue(text.contains(flag), file + " lacks " + flag);
    }
    StartUpBenchmark.SHORT_RUN_ENVIRONMENT.forEach((name, value) -> {
      assertTrue(text.contains(name), file + " lacks " + name);
      assertTrue(text.contains(value), file + " lacks the value of " + name + ", " + value);
    });
  }
}
