package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with a function in Java is said at the expression in its body, in the words of the author.
class BodyPlacesTest {
  private static final String NET = """
      @Network(input = 2, loss = MeanSquaredError.class)
      record Net(@Dense(3) @Apply(Own.class) Layer hidden, @Dense(1) Layer prediction) {}
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Math.round(x)           | Math.round(x) | leave 'Math.round(x)' unrounded",
      "(int) x * 2f            | (int) x       | leave '(int) x' unrounded",
      "2 * (float) Math.floor(x) + 1 | Math.floor(x) | leave 'Math.floor(x)' unrounded",
      "Math.signum(x)          | Math.signum(x) | use a smooth step",
      "x > 0 ? 1 : 0           | x > 0         | use a smooth step",
      "helper(2 * x)           | Math.rint(y)  | leave 'Math.rint(y)' unrounded",
  })
  void aFlatPartIsReportedWhereItStands(String body, String part, String fix) {
    Diagnostic<? extends JavaFileObject> error = only(NET + """
        @Activation class Own {
          static float of(float x) {
            return BODY;
          }
          static float helper(float y) { return (float) Math.rint(y) + 1; }
        }
        """.replace("BODY", body));
    String message = error.getMessage(Locale.ROOT);
    assertTrue(message.startsWith("[ZeroDerivative] row 'hidden' of Net uses Own (Net.java:" + error.getLineNumber()
        + "), whose derivative by x is 0"), message);
    assertTrue(message.contains("'" + part + "'"), message);
    assertTrue(message.contains(fix), message);
    assertEquals(part, textAt(error, part.length()), "caret");
  }

  @Test
  void aLossOfTheRecordIsReportedInItsBody() {
    Diagnostic<? extends JavaFileObject> error = only("""
        @Network(input = 2)
        record Net(@Dense(3) Layer scores) {
          @Loss static float wrong(float[] outputs, int label) {
            float best = (float) Rows.max(outputs);
            return outputs[label] == best ? 0 : 1;
          }
        }
        """);
    assertEquals("outputs[label] == best", textAt(error, 22), error.getMessage(Locale.ROOT));
  }

  @Test
  void argumentsAreInTheWordsOfTheBody() {
    Diagnostic<? extends JavaFileObject> error = only("""
        @Network(input = 2, loss = MeanSquaredError.class)
        record Net(@Dense(3) @Apply(value = Own.class, args = 4) Layer hidden, @Dense(1) Layer prediction) {}
        @Activation class Own {
          static float of(float z, float steps) {
            return (float) Math.floor(steps * z) / steps;
          }
        }
        """);
    assertTrue(error.getMessage(Locale.ROOT).contains("'Math.floor(steps * z)'"), error.getMessage(Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<record>", "<row>", "<type>", "<method>", "<helper>"})
  void aWarningInABodyIsSilencedAtItsMethodItsClassAndItsUse(String place) {
    String program = """
        <record> @Network(input = 2, loss = MeanSquaredError.class)
        record Net(@Dense(3) @Apply(Own.class) <row> Layer hidden, @Dense(1) Layer prediction) {}
        <type> @Activation class Own {
          <method> static float of(float x) { return x * Help.root(x); }
        }
        class Help {
          <helper> static float root(float x) { return (float) Math.sqrt(Math.abs(x)); }
        }
        """;
    assertEquals(List.of("Math.sqrt"), Compiled.of(List.of(source(clean(program)))).messages().stream()
        .map(warning -> textAt(warning, 9)).toList());
    assertEquals(List.of(),
        Compiled.of(List.of(source(clean(program.replace(place, "@Allow(\"SingularFormula\")"))))).messages());
  }

  private static Diagnostic<? extends JavaFileObject> only(String program) {
    List<Diagnostic<? extends JavaFileObject>> messages = Compiled.of(List.of(source(program))).messages();
    assertEquals(1, messages.size(), messages.toString());
    return messages.getFirst();
  }

  private static String clean(String program) {
    return program.replaceAll("<\\w+> ?", "");
  }

  private static String source(String program) {
    return Compiled.IMPORTS + "\n" + program;
  }

  private static String textAt(Diagnostic<? extends JavaFileObject> message, int length) {
    try {
      String source = message.getSource().getCharContent(true).toString();
      int start = (int) message.getStartPosition();
      return source.substring(start, start + length);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
