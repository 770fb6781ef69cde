package dev.lanewise.processor.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WeightRulesTest {
  private static final InitializerChoice ANY = new InitializerChoice("Any", OptionalDouble.empty());

  @Test
  void allowsExactlyWhatFitsAnArray() {
    // The limit is 2^31 - 65, so that with 16 outputs and no bias the largest input is (2^31 - 80) / 16.
    int inputs = (int) ((1L << 31) - 80) / 16;
    assertEquals(List.of(), problems(inputs, dense(16, false)));
    assertEquals(List.of("row"), problems(inputs, dense(16, true)));
    assertEquals(List.of("row"), problems(inputs + 1, dense(16, false)));
  }

  @Test
  void countsPadding() {
    assertEquals(List.of("row"), problems(Integer.MAX_VALUE, dense(1, false)));
    assertEquals(List.of("row"), problems(Integer.MAX_VALUE / 15, dense(15, false)));
  }

  @Test
  void doesNotOverflowWithTheLargestSizes() {
    assertEquals(List.of("row"), problems(Integer.MAX_VALUE, dense(Integer.MAX_VALUE, true)));
  }

  @Test
  void addsTheRowsAndReportsOnlyTheFirstTooMany() {
    Row half = dense(32_768, false);
    assertEquals(List.of("row"), problems(32_768, half, half, half, half));
    assertEquals(List.of(), problems(32_768, half));
  }

  private static Row dense(int units, boolean hasBias) {
    Origin origin = () -> "row";
    return new Row("row", List.of(new DenseLayer(units, hasBias, ANY, origin)), origin);
  }

  private static List<String> problems(int inputWidth, Row... rows) {
    List<String> places = new ArrayList<>();
    Diagnostics diagnostics = new Diagnostics() {
      @Override
      public void report(Problem problem, Origin origin, Object... arguments) {
        assertEquals(Problem.TOO_MANY_WEIGHTS, problem);
        places.add(origin.description());
      }

      @Override
      public void dependOnError() {
        throw new AssertionError("nothing depends on another declaration here");
      }

      @Override
      public boolean hasErrors() {
        return !places.isEmpty();
      }
    };
    WeightRules.check(
        new NetworkModel("", "Net", "NetModel", false, inputWidth, List.of(rows), List.of(), 1, 0, List.of(),
            () -> "network"),
        diagnostics);
    return places;
  }
}
