package dev.lanewise.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.Generated;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which weights a step moves in its backward pass, which ones it fetches first, and what the generated class
/// says about it.
class LargeWeightsTest {
  private static final Pattern FETCH = Pattern.compile("\\.(fetch\\w*)\\(parameters, ");

  @ParameterizedTest
  @CsvSource({
      "2048, 1024, true",
      "4096, 1000, true",
      // fewer than two million
      "2048, 1000, false",
      // too few inputs for threads to share
      "1024, 4096, false",
      // inputs that are no whole panels
      "2056, 1024, false",
      // outputs of which threads share the samples
      "65536, 32, false"
  })
  void manyWeightsOfManyInputsMoveInTheBackwardPass(int inputs, int outputs, boolean expected) {
    assertEquals(expected, movesBackward("@Dense(" + inputs + ") @Relu Layer wide, @Dense(" + outputs + ") Layer last"));
  }

  /// The first row has no backward pass.
  @Test
  void weightsOfTheSamplesMoveWithTheOthers() {
    String source = source(2048, "@Dense(1024) Layer last");
    assertFalse(source.contains("boolean movesWeightsBackward()"));
  }

  @Test
  void largeWeightsAreFetchedBeforeTheyAreTransposedOrMoved() {
    String source = source(2048, "@Dense(2048) @Relu Layer wide, @Dense(1024) @Relu Layer large, @Dense(3) Layer last");
    assertEquals("fetchAndTranspose", fetches(source, "backwardLarge"));
    assertEquals("", fetches(source, "backwardLast"));
    assertEquals("fetch", fetches(source, "updateWideWeight"));
    // near: they have just gone backward
    assertEquals("", fetches(source, "updateLargeWeight"));
    assertEquals("", fetches(source, "updateLastWeight"));
    assertEquals("", fetches(source, "gradientWideWeight"));
  }

  @Test
  void frozenWeightsDoNotMove() {
    assertFalse(movesBackward("@Dense(2048) @Relu Layer wide, @Dense(1024) @Frozen Layer last"));
  }

  @Test
  void theModelMovesEachWeightOnce() {
    String source = source("@Dense(2048) @Relu Layer wide, @Dense(1024) @Relu Layer large, @Dense(3) Layer last");
    String update = method(source, "protected void update(");
    assertFalse(update.contains("updateLargeWeight"), update);
    assertTrue(update.contains("updateLargeBias"), update);
    String backward = method(source, "protected void backwardAndUpdate(");
    assertTrue(backward.contains("Kernels.backwardAndUpdateLarge("), backward);
    assertTrue(backward.contains("Kernels.backwardLast("), backward);
    assertFalse(backward.contains("updateLastWeight"), backward);
    assertTrue(source.lines().allMatch(line -> line.length() <= 120), "a line is too long");
  }

  @Test
  void theExplanationSaysSo() {
    String explained = Generated.from(
            declaration(4, "@Dense(2048) @Relu Layer wide, @Dense(1024) Layer last"), "-Alanewise.explain=last")
        .compilation().notes().stream()
        .map((Diagnostic<?> note) -> note.getMessage(Locale.ROOT))
        .reduce("", String::concat);
    assertTrue(explained.contains("a step moves the weights in the backward pass, 96 inputs at a time"), explained);
  }

  /// The method that a kernel calls to fetch weights, if it calls one.
  private static String fetches(String source, String kernel) {
    int at = source.indexOf("static void " + kernel + "(");
    Matcher call = FETCH.matcher(source.substring(at, source.indexOf("\n    }\n", at)));
    return call.find() ? call.group(1) : "";
  }

  private static boolean movesBackward(String rows) {
    return source(rows).contains("boolean movesWeightsBackward()");
  }

  private static String source(String rows) {
    return source(4, rows);
  }

  private static String source(int input, String rows) {
    return Generated.from(declaration(input, rows)).sources().get("LargeModel.java");
  }

  private static Map<String, String> declaration(int input, String rows) {
    return Map.of("large.Large", """
        package large;
        import dev.lanewise.*;
        import dev.lanewise.layer.*;
        import dev.lanewise.loss.*;
        @Network(input = %d, loss = MeanSquaredError.class)
        public record Large(%s) {}
        """.formatted(input, rows));
  }

  private static String method(String source, String signature) {
    int at = source.indexOf(signature);
    return source.substring(at, source.indexOf("\n  }\n", at));
  }
}
