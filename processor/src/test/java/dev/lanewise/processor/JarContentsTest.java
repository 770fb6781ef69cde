package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;

/// What compilers and build tools look for in the jar of the processor.
class JarContentsTest {
  private static final Path META_INF = Path.of("target", "classes", "META-INF");

  @Test
  void registersTheProcessor() throws IOException {
    assertEquals(LanewiseProcessor.class.getName(),
        Files.readString(META_INF.resolve("services/javax.annotation.processing.Processor")).strip());
    Processor loaded = ServiceLoader.load(Processor.class).stream()
        .filter(provider -> provider.type() == LanewiseProcessor.class)
        .map(ServiceLoader.Provider::get)
        .findFirst()
        .orElseThrow();
    assertInstanceOf(LanewiseProcessor.class, loaded);
  }

  @Test
  void tellsGradleThatEachModelDependsOnItsRecordAlone() throws IOException {
    assertEquals(LanewiseProcessor.class.getName() + ",isolating",
        Files.readString(META_INF.resolve("gradle/incremental.annotation.processors")).strip());
  }
}
