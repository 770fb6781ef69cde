package dev.lanewise.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.Generated;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What generated classes do otherwise on machines with 16 registers: which gradients read copies, and which products
/// are computed in blocks of terms.
class FewRegistersTest {

  @ParameterizedTest
  @CsvSource({
      "96, 65, inputs",
      "784, 512, inputs",
      "2048, 1024, inputs and gradients",
      // too many for a cache, though there are few inputs
      "200, 12000, inputs and gradients",
      // less than a group of inputs
      "95, 512, nothing",
      // two panels of outputs
      "784, 64, nothing"
  })
  void gradientsOfWeightsReadCopies(int inputs, int outputs, String expected) {
    String source = source(inputs, "@Dense(" + outputs + ") Layer last");
    boolean packsGradients = source.contains("float[] packedGradients = buffers.packedGradients(");
    String found = !source.contains("gradientLastWeightPacked(") ? "nothing" : packsGradients ? "inputs and gradients"
        : "inputs";
    assertEquals(expected, found);
    assertEquals(!expected.equals("nothing"), source.contains("packInputs("));
  }

  @ParameterizedTest
  @CsvSource({
      "2048, 40, forwardLast",
      "2048, 32, forwardLast",
      // short sums
      "2047, 40, ''",
      // one vector of outputs, for which registers suffice
      "4096, 16, ''"
  })
  void longSumsOfTheForwardPassAreComputedInBlocks(int inputs, int outputs, String expected) {
    assertEquals(expected, inBlocks(source(inputs, "@Dense(" + outputs + ") Layer last"), "Last"));
  }

  @Test
  void longSumsOfTheBackwardPassAreComputedInBlocks() {
    String source = source(4, "@Dense(40) @Relu Layer hidden, @Dense(2048) Layer last");
    assertEquals("backwardLast", inBlocks(source, "Last"));
    assertEquals("", inBlocks(source, "Hidden"));
    assertTrue(source.contains("keepPartialSums(32)"));
  }

  /// The product of a row that is computed in blocks, if there is one.
  private static String inBlocks(String source, String row) {
    return source.contains("void forward" + row + "InBlocks(") ? "forward" + row
        : source.contains("void backward" + row + "InBlocks(") ? "backward" + row : "";
  }

  private static String source(int input, String rows) {
    return Generated.from(Map.of("few.Few", """
        package few;
        import dev.lanewise.*;
        import dev.lanewise.layer.*;
        import dev.lanewise.loss.*;
        @Network(input = %d, loss = MeanSquaredError.class)
        public record Few(%s) {}
        """.formatted(input, rows))).sources().get("FewModel.java");
  }
}
