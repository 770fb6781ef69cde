package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compilation.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

class LanewiseProcessorTest {
  private static final Pattern SYMBOL = Pattern.compile("^\\[(\\w+)]");

  @Test
  void reportsAllIndependentProblemsOfANetworkAtOnce() {
    Compiled compiled = compile("""
        @Network(input = 0, loss = String.class)
        @Init(std = 0)
        record Net<T>(
            @Dense(0) @LeakyRelu(negativeSlope = 0 / 0.0) Layer a,
            Layer b,
            @Sigmoid @Dense(1) Layer c,
            @Dense(1) @Init(value = HeNormal.class, std = 1) Layer d,
            @Dense(1) int B) {}
        """);
    assertEquals(
        List.of("ActivationBeforeDense", "DeviationWithoutNormal", "GenericRecord", "InvalidDeviation",
            "NonFiniteParameter", "NonPositiveInput", "NotALayer", "NotALoss", "RowNamesClash", "RowWithoutLayer",
            "TooFewUnits"),
        symbols(compiled));
    assertTrue(compiled.networks().isEmpty(), "the back end is not called");
  }

  @Test
  void aWrongNetworkDoesNotKeepAnotherFromBeingRead() {
    Compiled compiled = compile("""
        @Network(input = 0) record Wrong(@Dense(1) Layer a) {}
        @Network(input = 1) record Right(@Dense(1) Layer a) {}
        """);
    assertEquals(List.of("NonPositiveInput"), symbols(compiled));
    assertEquals("Right", compiled.networks().getFirst().recordName());
  }

  @Test
  void leavesWhatDoesNotExistToTheCompiler() {
    for (String wrong : List.of(
        "@Network(input = 1) record Net(@Denze(1) Layer a) {}",
        "@Network(input = 1) record Net(@Dense(1) Layr a) {}",
        "@Network(input = 1) record Net(@Dense(WIDTH) Layer a) {}",
        "@Network(input = 1, loss = MeanSquareError.class) record Net(@Dense(1) Layer a) {}",
        "@Network(input = 1, loss = {MeanSquareError.class}) record Net(@Dense(1) Layer a) {}",
        "@Network(input = {1, WIDTH}) record Net(@Dense(1) Layer a) {}",
        "@Network(input = 1) @Init(Zeroes.class) record Net(@Dense(1) Layer a) {}",
        "@Network record Net(@Dense(1) Layer a) {}",
        "@Network(input = 1) record Net(@Dense(\"1\") Layer a) {}",
        "@Network(input = 1) record Net(@Dense(1) @Dense(2) Layer a) {}")) {
      Compiled compiled = compile(wrong);
      assertEquals(List.of(), symbols(compiled), wrong);
      assertEquals(1, compiled.compilation().errors().size(), wrong);
    }
  }

  @Test
  void waitsForTypesThatAnotherProcessorGenerates() {
    List<String> read = new ArrayList<>();
    Backend backend = (network, step) -> {
      read.add(network.recordName() + " " + network.outputWidth());
      return Compiled.emptyModel(network);
    };
    Compilation compilation = Compiled.compile(
        List.of(Compiled.IMPORTS + " @Network(input = 1) record Net(@Dense(Sizes.WIDTH) Layer a) {}"),
        Compiled.OPTIONS, new SizesGenerator(), new LanewiseProcessor(backend));
    assertEquals(Status.SUCCESS, compilation.status(), () -> compilation.diagnostics().toString());
    assertEquals(List.of("Net 7"), read);
  }

  @Test
  void warningsCanBeTurnedOff() {
    String program = """
        @Network(input = 2, loss = BinaryCrossEntropyWithLogits.class)
        record Net(@Dense(1) @Softplus Layer logits) {}
        """;
    assertEquals(List.of("ActivatedLogits"), symbols(compile(program)));
    assertEquals(List.of(), symbols(compile(program, "-Alanewise.warnings=off")));
  }

  @Test
  void reportsEachPassToDumpThatDoesNotExist() {
    String program = "@Network(input = 1) record Net(@Dense(1) Layer a) {}";
    assertEquals(List.of(), symbols(compile(program, "-Alanewise.dump=lower,simplify")));
    assertEquals(List.of(), symbols(compile(program, "-Alanewise.dump=all")));
    assertEquals(
        List.of("InvalidOption", "InvalidOption"), symbols(compile(program, "-Alanewise.dump=fuze,simplify,lint")));
  }

  @Test
  void anActivationThatDoesNotLimitTheLogitsIsNoProblem() {
    assertEquals(List.of(), symbols(compile("""
        @Network(input = 2, loss = SoftmaxCrossEntropy.class)
        record Net(@Dense(2) @LeakyRelu Layer logits) {}
        """)));
  }

  @Test
  void aSigmoidBeforeALossOfPredictionsIsNoProblem() {
    assertEquals(List.of(), symbols(compile("""
        @Network(input = 2, loss = MeanSquaredError.class)
        record Net(@Dense(1) @Sigmoid Layer probability) {}
        """)));
  }

  @Test
  void aStepIsAProblemOnlyWhereItIsTrained() {
    String program = """
        @Network(input = 2 %s)
        record Net(@Dense(3) @Step Layer hidden, @Dense(3) @Tanh @Step Layer more, @Dense(1) Layer prediction) {}
        @Activation @dev.lanewise.formula.Formula("where(x > 0, 1, 0)") @interface Step {}
        """;
    assertEquals(List.of(), symbols(compile(program.formatted(""))));
    assertEquals(
        List.of("ZeroDerivative", "ZeroDerivative"),
        symbols(compile(program.formatted(", loss = MeanSquaredError.class"))));
  }

  @Test
  void reportsTheMissingVectorModuleOnceForAllNetworks() {
    Compiled compiled = Compiled.of(List.of(Compiled.IMPORTS + """
        @Network(input = 1) record One(@Dense(1) Layer a) {}
        @Network(input = 1) record Two(@Dense(1) Layer a) {}
        """), List.of());
    assertEquals(List.of("VectorModuleMissing"), symbols(compiled));
    assertTrue(compiled.networks().isEmpty(), "neither network is generated");
  }

  @Test
  void aParameterTooLargeForSinglePrecisionIsNotCalledInfinite() {
    String message = compile("@Network(input = 1) record Net(@Dense(1) @LeakyRelu(negativeSlope = 1e40) Layer a) {}")
        .messages().getFirst().getMessage(null);
    assertTrue(message.contains("this is too large for single precision"), message);
  }

  @Test
  void anOwnAnnotationWithoutItsMarkIsReportedAlsoWhereNothingElseStandsOnTheRow() {
    assertEquals(List.of("MissingActivation"), symbols(compile("""
        @Network(input = 1) record Net(@Square Layer a) {}
        @dev.lanewise.formula.Formula("x * x") @interface Square {}
        """)));
  }

  @Test
  void offersTheMarkAlsoWhereTheCompilerCannotFindIt() {
    String formula = "@dev.lanewise.formula.Formula(\"%s\") ";
    assertEquals(List.of("NotALoss"), symbols(compile(
        "@Network(input = 1, loss = Own.class) record Net(@Dense(1) Layer a) {} @Lozz "
            + formula.formatted("prediction * target") + "class Own {}")));
    assertEquals(List.of("MissingActivation"), symbols(compile(
        "@Network(input = 1) record Net(@Dense(1) @Own Layer a) {} @Activasion "
            + formula.formatted("x * x") + "@interface Own {}")));
  }

  @Test
  void pointsAtTheMistakeInAFormula() {
    String message = compile("""
        @Network(input = 2)
        record Net(@Dense(1) @Broken Layer a) {}
        @Activation @dev.lanewise.formula.Formula("x * tahn(x)") @interface Broken {}
        """).messages().getFirst().getMessage(null);
    assertTrue(message.startsWith("[InvalidFormula] row 'a' of Net uses Broken, whose formula is wrong: "), message);
    assertTrue(message.contains("tahn"), message);
  }

  @Test
  void showsTheStackTraceOfAnInternalErrorOnlyWhenAsked() {
    assertTrue(failingNotes().isEmpty());
    assertTrue(failingNotes("-Alanewise.verbose=true").contains("at dev.lanewise.processor.LanewiseProcessorTest"));
    assertTrue(failingNotes("-Alanewise.verbose=false").isEmpty());
  }

  private static String failingNotes(String... options) {
    List<String> all = new ArrayList<>(Compiled.OPTIONS);
    all.addAll(List.of(options));
    Backend failing = (network, step) -> {
      throw new IllegalStateException("no rule");
    };
    Compilation compilation = Compiled.compile(
        List.of(Compiled.IMPORTS + " @Network(input = 1) record Net(@Dense(1) Layer a) {}"), all,
        new LanewiseProcessor(failing));
    assertEquals(1, compilation.errors().size());
    StringBuilder notes = new StringBuilder();
    compilation.notes().forEach(note -> notes.append(note.getMessage(null)));
    return notes.toString();
  }

  private static Compiled compile(String program, String... options) {
    List<String> all = new ArrayList<>(Compiled.OPTIONS);
    all.addAll(List.of(options));
    return Compiled.of(List.of(Compiled.IMPORTS + "\n" + program), all);
  }

  /// The names of our problems, in alphabetical order.
  private static List<String> symbols(Compiled compiled) {
    List<String> symbols = new ArrayList<>();
    for (Diagnostic<?> message : compiled.messages()) {
      Matcher symbol = SYMBOL.matcher(message.getMessage(null));
      if (symbol.find()) {
        symbols.add(symbol.group(1));
      }
    }
    symbols.sort(null);
    return symbols;
  }

  /// Generates a class with a constant in the first round.
  @SupportedAnnotationTypes("*")
  private static final class SizesGenerator extends AbstractProcessor {
    private boolean isDone;

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!isDone) {
        isDone = true;
        try (Writer writer = processingEnv.getFiler().createSourceFile("Sizes").openWriter()) {
          writer.write("class Sizes { static final int WIDTH = 7; }");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }
}
