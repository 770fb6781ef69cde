package dev.lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarksTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aShortRunPrintsATableAndWritesJson(@TempDir Path directory) throws IOException {
    Path json = directory.resolve("new").resolve("figures.json");
    int code = run("--parts", "steps", "--workloads", "W5/1", "--threads", "1", "--warm-up", "0", "--seconds", "0",
        "--json", json.toString());
    assertEquals(0, code, err::toString);
    assertTrue(out.toString().contains("W5/1 32-64-64-1 tanh, batch 1"), out::toString);
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertTrue(figures.get("machine").get("peakOneCore").asDouble() > 0, figures::toString);
    boolean isOneCore = figures.get("machine").get("cores").asInt() == 1;
    assertEquals(isOneCore, figures.get("machine").get("coreRoundTrip").asDouble() == 0, figures::toString);
    JsonNode row = figures.get("rows").get(0);
    assertEquals("lanewise", row.get("by").asText());
    assertTrue(row.get("measurement").get("timing").get("median").asDouble() > 0, row::toString);
    assertTrue(row.get("figures").get("loss@100").asDouble() < row.get("figures").get("loss@1").asDouble(),
        row::toString);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--workloads W9 | --workloads 'W9' is none of W1, W2, W3, W5/1, W5/32, W6",
      "--threads 0 | --threads 0 must lie between 1 and",
      "--seconds -1 | --seconds must lie between 0 and 3600 seconds",
      "--warm-up x | Invalid value for option '--warm-up'",
      "--parts ALL | Invalid value for option '--parts'",
      "--what | Unknown option: '--what'",
  })
  void aWrongArgumentIsOneLine(String arguments, String complaint) {
    assertEquals(2, run(arguments.split(" ")));
    assertTrue(err.toString().startsWith("Benchmarks: " + complaint), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertEquals("", out.toString());
  }

  private int run(String... arguments) {
    return Benchmarks.run(new PrintStream(out, true), new PrintStream(err, true), arguments);
  }
}
