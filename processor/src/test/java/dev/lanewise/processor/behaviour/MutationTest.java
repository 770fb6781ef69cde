package dev.lanewise.processor.behaviour;

import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Model;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.processor.CorruptingProcessor;
import dev.lanewise.verify.Check;
import dev.lanewise.verify.Check.Outcome;
import dev.lanewise.verify.Verification;
import dev.lanewise.verify.VerifyOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A mistake in any rule for derivatives, or in generated code, fails a check of `verify()` that names it.
class MutationTest {
  private static final VerifyOptions OPTIONS = new VerifyOptions(1, List.of(2, 7), 3);

  private static final List<String> RED_GRADIENT = List.of("hidden.weight: gradient against the reference",
      "hidden.bias: gradient against the reference", "hidden.weight: gradient against central differences",
      "hidden.bias: gradient against central differences", "hidden.weight: gradient against the complex step",
      "hidden.bias: gradient against the complex step");

  /// A rule for the derivative of a function with a mistake.
  ///
  /// @param name of the rule: the operation, or `WHERE`
  /// @param formula of an activation that differentiates by the rule
  /// @param wrong what the derivative of the formula is with the mistake
  private record WrongRule(String name, String formula, String wrong) {

    String record() {
      return "Wrong" + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    String source() {
      return GeneratedModels.IMPORTS + "import java.lang.annotation.*;\n"
          + "@Network(input = 1, loss = MeanSquaredError.class)\n"
          + "public record " + record() + "(@Dense(3) @" + record() + ".Function Layer hidden) {\n"
          + "  @Activation @dev.lanewise.formula.Formula(\"" + formula + "\")\n"
          + "  @Retention(RetentionPolicy.CLASS) @Target(ElementType.RECORD_COMPONENT) @interface Function {}\n"
          + "}\n";
    }

    @Override
    public String toString() {
      return name + ": the derivative of " + formula + " as " + wrong;
    }
  }

  private static final List<WrongRule> RULES = List.of(
      new WrongRule("NEG", "tanh(-x)", "1 - tanh(-x) * tanh(-x)"),
      new WrongRule("ABS", "abs(x)", "1"),
      new WrongRule("SIGN", "2 * x + sign(x)", "3"),
      new WrongRule("SQRT", "sqrt(x * x + 1)", "2 * x / sqrt(x * x + 1)"),
      new WrongRule("EXP", "exp(x)", "x * exp(x)"),
      new WrongRule("EXPM1", "expm1(x)", "expm1(x)"),
      new WrongRule("FLOOR", "2 * x + floor(x)", "3"),
      new WrongRule("RINT", "2 * x - rint(x)", "1"),
      new WrongRule("SIN", "sin(x)", "-cos(x)"),
      new WrongRule("COS", "cos(x)", "sin(x)"),
      new WrongRule("ATAN", "atan(x)", "1 / (2 + x * x)"),
      new WrongRule("LOG", "log(x * x + 1)", "x / (x * x + 1)"),
      new WrongRule("LOG1P", "log1p(x * x)", "2 * x / (2 + x * x)"),
      new WrongRule("TANH", "tanh(x)", "1 - tanh(x)"),
      new WrongRule("SIGMOID", "sigmoid(x)", "sigmoid(x) * (1 + sigmoid(x))"),
      new WrongRule("SOFTPLUS", "softplus(x)", "softplus(x)"),
      new WrongRule("ERF", "erf(x)", "exp(-x * x)"),
      new WrongRule("ADD", "x + tanh(x)", "1 - tanh(x) * tanh(x)"),
      new WrongRule("SUB", "x - tanh(x)", "2 - tanh(x) * tanh(x)"),
      new WrongRule("MUL", "x * sigmoid(x)", "sigmoid(x)"),
      new WrongRule("DIV", "x / (1 + x * x)", "1 / (1 + x * x)"),
      new WrongRule("MAX", "max(x, 0.5 * x)", "where(x < 0.5 * x, 1, 0.5)"),
      new WrongRule("MIN", "min(x, 0.5 * x)", "where(x > 0.5 * x, 1, 0.5)"),
      new WrongRule("POW", "pow(x * x + 1, 1.3)", "2 * x * pow(x * x + 1, 0.3)"),
      new WrongRule("WHERE", "where(x > 0, 2 * x, x)", "where(x > 0, 1, 2)"));

  /// Mistakes in generated code: what is replaced, after a text that stands before it, and the check that must fail.
  private record WrongCode(String record, String after, String right, String wrong, String red) {

    /// The row before the last, where the mistake needs one.
    String before() {
      return after.contains("Back") ? "@Dense(2) @Sigmoid Layer hidden, " : "";
    }

    @Override
    public String toString() {
      return record;
    }
  }

  private static final List<WrongCode> CODE = List.of(
      new WrongCode("SlopeOfTheOtherSign", "void finishBackwardLast", "sum.mul(", "sum.neg().mul(",
          "hidden.weight: gradient against central differences"),
      new WrongCode("SlopeOnePercentTooSteep", "void finishBackwardLast", "sum.mul(", "sum.mul(1.01f).mul(",
          "hidden.bias: gradient against the complex step"),
      new WrongCode("LabelOfTheSampleBefore", "void lossRows", "labels[row]", "labels[Math.max(0, row - 1)]",
          "loss: against the reference"),
      new WrongCode("RowOfTheSampleBefore", "void gradientLastWeight3x1", "samples[rowAt + 1]",
          "samples[Math.max(1, rowAt + 1 - INPUT)]", "last.weight: gradient against the reference"),
      new WrongCode("LossGradientWithoutShare", "void lossRows", "softmaxLastVector.mul(shares[row])",
          "softmaxLastVector", "last.bias: gradient against the complex step"),
      new WrongCode("BiasGradientWithoutTheFirstSample", "void gradientLastBias", "at = column;",
          "at = column + D_LAST_STRIDE;", "last.bias: gradient against the reference"),
      new WrongCode("PaddingNotCleared", "void lossRows", "blend(slope, inside)", "add(slope).add(1f)",
          "gradient: padding is 0"),
      new WrongCode("UpdateUphill", "void updateLastBias", "sum.fma(rate,", "sum.neg().fma(rate,",
          "step: the same bits as gradient and fma"),
      new WrongCode("ProductNotFused", "void forwardLast1x1", "x.fma(weight, sum0)", "x.mul(weight).add(sum0)",
          "outputs: the same bits for a sample alone"),
      new WrongCode("WeightOfTheWrongInput", "void forwardLast5x1", "parameters, at)",
          "parameters, Math.max(weightAt, at - LAST_WEIGHT_PANEL))", "outputs: against the reference"),
      new WrongCode("PassLeavesParametersChanged", "void forwardLast(", "{", "{ parameters[LAST_BIAS] += 1e-4f;",
          "parameters: untouched by all of this"));

  /// The record that differentiates by every rule as it is.
  private static final String RIGHT = "RightRules";

  /// Compiled when first asked for.
  private static final class Mutants {
    static final GeneratedModels MODELS = compile();

    private static GeneratedModels compile() {
      Map<String, String> sources = new LinkedHashMap<>();
      Map<String, UnaryOperator<Expr>> mistakes = new LinkedHashMap<>();
      for (WrongRule rule : RULES) {
        sources.put(rule.record(), rule.source());
        mistakes.put(rule.record(), right -> multiply(variable("d"), FormulaParser.parse(rule.wrong())));
      }
      CODE.forEach(code -> sources.put(code.record(), GeneratedModels.IMPORTS
          + "@Network(input = 3, loss = SoftmaxCrossEntropy.class)\n"
          + "public record " + code.record() + "(" + code.before() + "@Dense(3) Layer last) {}\n"));
      sources.put(RIGHT, rightRules());
      return GeneratedModels.compile(sources, new CorruptingProcessor(mistakes, Mutants::corrupted));
    }

    /// Two activations to a row: less code to compile than rows of one.
    private static String rightRules() {
      StringBuilder rows = new StringBuilder();
      for (int rule = 0; rule < RULES.size(); rule++) {
        rows.append(rule % 2 > 0 ? "" : rule == 0 ? "@Dense(3) " : " Layer row" + rule + ", @Dense(3) ")
            .append('@').append(RULES.get(rule).record()).append(".Function");
      }
      return GeneratedModels.IMPORTS + "@Network(input = 1, loss = MeanSquaredError.class)\n"
          + "public record " + RIGHT + "(" + rows + " Layer last) {}\n";
    }

    private static String corrupted(String model, String source) {
      String text = source;
      for (WrongCode code : CODE) {
        if (model.equals(code.record() + "Model")) {
          int at = text.indexOf(code.right(), text.indexOf(code.after()));
          assertTrue(text.contains(code.after()) && at >= 0, () -> code + " finds nothing to spoil");
          text = text.substring(0, at) + code.wrong() + text.substring(at + code.right().length());
        }
      }
      return text;
    }
  }

  @Test
  void everyRuleHasAMistake() {
    TreeSet<String> rules = new TreeSet<>(List.of("WHERE"));
    Arrays.stream(UnaryOp.values()).forEach(op -> rules.add(op.name()));
    Arrays.stream(BinaryOp.values()).forEach(op -> rules.add(op.name()));
    assertEquals(rules, new TreeSet<>(RULES.stream().map(WrongRule::name).toList()));
  }

  @Test
  void withoutAMistakeTheSameRulesFailNothing() {
    Verification verification = verify(RIGHT);
    assertEquals(List.of(), red(verification), verification::toString);
    assertTrue(verification.checks().stream().allMatch(check -> check.outcome() == Outcome.OK), verification::toString);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aMistakeInARuleFailsTheGradientsBehindIt(WrongRule rule) {
    Verification verification = verify(rule.record());
    assertEquals(RED_GRADIENT, red(verification), verification::toString);
  }

  @ParameterizedTest
  @MethodSource("code")
  void aMistakeInGeneratedCodeFailsItsCheck(WrongCode code) {
    Verification verification = verify(code.record());
    assertTrue(red(verification).contains(code.red()), verification::toString);
  }

  private static Verification verify(String record) {
    Model model = Mutants.MODELS.create(record, 1);
    return model.verify(OPTIONS);
  }

  private static List<String> red(Verification verification) {
    return verification.checks().stream()
        .filter(check -> check.outcome() == Outcome.FAILED).map(Check::name).toList();
  }

  static List<WrongRule> rules() {
    return RULES;
  }

  static List<WrongCode> code() {
    return CODE;
  }
}
