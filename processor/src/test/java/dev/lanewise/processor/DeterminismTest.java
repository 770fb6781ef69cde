package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.pass.Pass;
import dev.lanewise.processor.pass.Passes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The same declaration gives the same bytes; what a pass does can be looked at.
class DeterminismTest {
  private static final String IMPORTS =
      "import dev.lanewise.*; import dev.lanewise.layer.*; import dev.lanewise.loss.*;\n";

  @Test
  void theSameRecordsGiveTheSameSourcesAndClasses() {
    Generated first = Generated.from(records());
    Generated second = Generated.from(records());
    assertEquals(first.sources(), second.sources());
    assertEquals(first.classes().keySet(), second.classes().keySet());
    first.classes().forEach((name, bytes) ->
        assertArrayEquals(bytes, second.classes().get(name), name));
  }

  @Test
  void theOrderInWhichTheCompilerGetsTheRecordsDoesNotMatter() {
    SequencedMap<String, String> reversed = new LinkedHashMap<>(records().reversed());
    assertEquals(Generated.from(records()).sources(), Generated.from(reversed).sources());
  }

  @Test
  void aRecordAloneGivesWhatItGivesAmongOthers() {
    Generated all = Generated.from(records());
    records().forEach((name, source) -> Generated.from(Map.of(name, source)).sources().forEach((file, alone) ->
        assertEquals(all.sources().get(file), alone, file)));
  }

  @Test
  void printsTheGraphAfterThePassThatWasNamed() {
    List<String> notes = notes("-Alanewise.dump=choose-saved-values");
    assertEquals(1, notes.size(), notes::toString);
    assertTrue(notes.getFirst().matches("(?s)graph after choose-saved-values\\n *samples \\[batch, 4] = input\n.*"),
        notes::toString);
    assertTrue(notes.getFirst().contains("dHiddenPreActivation [batch, 3] = map d * (1 - y * y) where"),
        notes::toString);
  }

  @Test
  void printsTheGraphAsItWasLoweredAndAfterEveryPass() {
    List<String> expected = Stream.concat(Stream.of("lower"), Passes.IN_ORDER.stream().map(Pass::name))
        .map(name -> "graph after " + name)
        .toList();
    for (String option : List.of("-Alanewise.dump=all", "-Alanewise.dump")) {
      assertEquals(expected, notes(option).stream().map(note -> note.lines().findFirst().orElse("")).toList(), option);
    }
  }

  @Test
  void printsNothingUnasked() {
    assertEquals(List.of(), notes());
  }

  private static SequencedMap<String, String> records() {
    SequencedMap<String, String> records = new LinkedHashMap<>();
    records.put("Tanhs", network("Tanhs"));
    records.put("zoo.Many", "package zoo; " + IMPORTS + """
        @Network(input = 7, loss = SoftmaxCrossEntropy.class)
        record Many(@Dense(9) @Gelu @Elu Layer a, @Dense(value = 8, bias = false) @Silu Layer b, @Dense(3) Layer c) {}
        """);
    records.put("Holder", IMPORTS + """
        class Holder {
          @Network(input = 2) record Second(@Dense(2) Layer out) {}
          @Network(input = 2, loss = Huber.class) record First(@Dense(40) @Relu Layer a, @Dense(1) Layer b) {}
        }
        """);
    return records;
  }

  private static String network(String name) {
    return IMPORTS + "@Network(input = 4, loss = MeanSquaredError.class) record " + name
        + "(@Dense(3) @Tanh Layer hidden, @Dense(2) Layer y) {}";
  }

  /// The graphs among the notes of the compiler.
  private static List<String> notes(String... options) {
    return Generated.from(Map.of("Net", network("Net")), options).compilation().notes().stream()
        .map(note -> note.getMessage(Locale.ROOT))
        .filter(note -> note.startsWith("graph after "))
        .toList();
  }
}
