package dev.lanewise.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
  @TempDir Path folder;

  @Test
  void parametersComeBackAndPaddingIsZero() throws IOException {
    ParameterLayout layout = layout("hidden", 19, 5, "logits", 3, 19);
    float[] flat = new float[layout.length()];
    float value = 1;
    for (ParameterSlot slot : layout.slots()) {
      float[] values = new float[slot.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value++;
      }
      slot.write(values, flat);
    }
    Path file = folder.resolve("net.safetensors");
    Weights.save(file, layout, flat, Map.of("network", "Digits"));
    assertArrayEquals(flat, Weights.load(file, layout));
  }

  @Test
  void theFileHoldsConventionalShapesAndNoPadding() throws IOException {
    ParameterLayout layout = layout("only", 2, 3);
    float[] flat = new float[layout.length()];
    layout.slot("only.weight").write(new float[] {1, 2, 3, 4, 5, 6}, flat);
    Path file = folder.resolve("net.safetensors");
    Weights.save(file, layout, flat, Map.of("network", "Digits"));
    SafetensorsFile read = SafetensorsFile.read(file);
    assertEquals(List.of(2, 3), read.tensor("only.weight").shape());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, read.tensor("only.weight").values());
    assertArrayEquals(new float[2], read.tensor("only.bias").values());
    assertEquals(Map.of("network", "Digits"), read.metadata());
  }

  @Test
  void anyLayoutOfTheSameParametersReadsTheFile() throws IOException {
    ParameterLayout narrow = new ParameterLayout(List.of(new ParameterSlot("w.weight", List.of(40, 2), 0, 16)));
    ParameterLayout wide = new ParameterLayout(List.of(new ParameterSlot("w.weight", List.of(40, 2), 0, 48)));
    float[] values = new float[80];
    for (int i = 0; i < 80; i++) {
      values[i] = i;
    }
    float[] flat = new float[narrow.length()];
    narrow.slot("w.weight").write(values, flat);
    Path file = folder.resolve("net.safetensors");
    Weights.save(file, narrow, flat, Map.of());
    assertArrayEquals(values, wide.slot("w.weight").read(Weights.load(file, wide)));
  }

  @Test
  void anInterruptedThreadSavesAndLoadsAndStaysInterrupted() throws IOException {
    ParameterLayout layout = layout("only", 2, 3);
    float[] flat = new float[layout.length()];
    layout.slot("only.bias").write(new float[] {7, 8}, flat);
    Path file = folder.resolve("net.safetensors");
    Thread.currentThread().interrupt();
    try {
      Weights.save(file, layout, flat, Map.of());
      assertTrue(Thread.currentThread().isInterrupted());
      assertArrayEquals(flat, Weights.load(file, layout));
      assertTrue(Thread.currentThread().isInterrupted());
      assertEquals(2, SafetensorsFile.read(file).tensors().size());
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void anInterruptInTheMiddleStartsTheFileAgainAndIsKept() throws IOException {
    Path file = folder.resolve("again");
    int[] attempts = {0};
    boolean interrupted;
    try {
      Uninterrupted.call(() -> {
        AtomicFile.write(file, out -> {
          if (attempts[0]++ == 0) {
            Thread.currentThread().interrupt();
          }
          out.write(ByteBuffer.wrap(new byte[] {1, 2}));
        });
        return file;
      });
    } finally {
      interrupted = Thread.interrupted();
    }
    assertTrue(interrupted);
    assertEquals(2, attempts[0]);
    assertArrayEquals(new byte[] {1, 2}, Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void anUninterruptedThreadStaysSo() throws IOException {
    assertEquals(1, Uninterrupted.call(() -> 1));
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void showsEveryDifferenceRowByRow() throws IOException {
    Path file = folder.resolve("other.safetensors");
    new SafetensorsFile(
        List.of(
            new NamedTensor("hidden.weight", List.of(4, 3), new float[12]),
            new NamedTensor("logits.weight", List.of(10, 4), new float[40]),
            new NamedTensor("logits.bias", List.of(10), new float[10]),
            new NamedTensor("old.bias", List.of(2), new float[2])),
        Map.of())
        .write(file);
    ParameterLayout layout = layout("hidden", 4, 3, "logits", 2, 4);
    var thrown = assertThrows(IOException.class, () -> Weights.load(file, layout));
    assertEquals(
        file + " does not hold the parameters of this network; 1 of 5 match:\n" + """
          parameter      network  file
          hidden.weight  [4, 3]   [4, 3]
          hidden.bias    [4]      -        missing in the file
          logits.weight  [2, 4]   [10, 4]  another shape
          logits.bias    [2]      [10]     another shape
          old.bias       -        [2]      not in the network\
        """,
        thrown.getMessage());
  }

  @Test
  void aTransposedMatrixIsAnotherShape() throws IOException {
    Path file = folder.resolve("transposed.safetensors");
    new SafetensorsFile(List.of(new NamedTensor("w.weight", List.of(3, 2), new float[6])), Map.of()).write(file);
    ParameterLayout layout = new ParameterLayout(List.of(new ParameterSlot("w.weight", List.of(2, 3), 0, 16)));
    assertThrows(IOException.class, () -> Weights.load(file, layout));
  }

  @Test
  void refusesAnArrayOfAnotherLength() {
    ParameterLayout layout = layout("only", 2, 3);
    var thrown = assertThrows(
        IllegalArgumentException.class,
        () -> Weights.save(folder.resolve("x"), layout, new float[6], Map.of()));
    assertEquals("the layout takes an array of 64 numbers, not 6", thrown.getMessage());
  }

  /// Dense rows given as name, outputs, inputs.
  private static ParameterLayout layout(Object... rows) {
    List<ParameterSlot> slots = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < rows.length; i += 3) {
      int outputs = (int) rows[i + 1];
      ParameterSlot weight = new ParameterSlot(rows[i] + ".weight", List.of(outputs, (int) rows[i + 2]), offset, 16);
      offset += weight.length();
      ParameterSlot bias =
          new ParameterSlot(rows[i] + ".bias", List.of(outputs), offset, ParameterSlot.padded(outputs));
      offset += bias.length();
      slots.addAll(List.of(weight, bias));
    }
    return new ParameterLayout(slots);
  }
}
