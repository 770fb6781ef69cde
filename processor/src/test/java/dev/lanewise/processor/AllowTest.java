package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where `@Allow` silences a warning, and that builds with `-Werror` can be kept.
class AllowTest {
  private static final String ALLOW = "@Allow(\"SingularFormula\")";
  private static final String PROGRAM = """
      import dev.lanewise.formula.Formula;
      <record> @Network(input = 2, loss = MeanSquaredError.class)
      record Net(@Dense(3) @Root <row> Layer hidden, @Dense(1) <other> Layer prediction) {}
      @Activation @Formula("sign(x) * sqrt(abs(x))") <type> @interface Root {}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"<record>", "<row>", "<type>"})
  void silencesAWarningWhereItIsAbout(String place) {
    assertEquals(0, warnings(PROGRAM.replace(place, ALLOW)));
  }

  @Test
  void doesNotSilenceElsewhereOrOthers() {
    assertEquals(1, warnings(PROGRAM));
    assertEquals(1, warnings(PROGRAM.replace("<other>", ALLOW)));
    assertEquals(1, warnings(PROGRAM.replace("<row>", "@Allow(\"PrecisionLoss\")")));
  }

  @Test
  void aBuildInWhichWarningsAreErrorsPassesWithoutWarnings() {
    List<String> options = new ArrayList<>(Compiled.OPTIONS);
    options.add("-Werror");
    assertEquals(Compilation.Status.FAILURE, compile(PROGRAM, options).status());
    assertEquals(Compilation.Status.SUCCESS, compile(PROGRAM.replace("<row>", ALLOW), options).status());
    options.add("-Alanewise.warnings=off");
    assertEquals(Compilation.Status.SUCCESS, compile(PROGRAM, options).status());
  }

  private static int warnings(String program) {
    return (int) compile(program, Compiled.OPTIONS).warnings().stream()
        .filter(warning -> warning.getMessage(null).startsWith("["))
        .count();
  }

  private static Compilation compile(String program, List<String> options) {
    String source = Compiled.IMPORTS + "\n" + program.replaceAll("<\\w+>", "");
    return Compiled.compile(List.of(source), options,
        new LanewiseProcessor((network, step) -> Compiled.emptyModel(network)));
  }
}
