package dev.lanewise.processor.scalar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.DualNumber;
import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.FreeVariables;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every built-in activation and element-wise loss: is the derivative the derivative?
class BuiltInDerivativesTest {
  private static final SortedMap<String, Expr> ACTIVATIONS = BuiltInFormulas.activations();
  private static final SortedMap<String, Expr> LOSSES = elementwise(BuiltInFormulas.losses());
  static final Set<String> ACTIVATION_NAMES = ACTIVATIONS.keySet();
  static final Set<String> LOSS_NAMES = LOSSES.keySet();

  private static final double[] TARGETS = {0, 1, 0.3, -2};

  /// At kinks and beside them, and far out.
  private static final double[] SPECIAL_POINTS = {
    0, -0.0, 1e-300, -1e-300, 1e-8, -1e-8, 1, -1, 1 + 1e-9, 1 - 1e-9, 20, -20, 100, -100
  };

  @Test
  void thereAreFormulasToTest() {
    assertTrue(
        ACTIVATION_NAMES.containsAll(
            List.of("Elu", "Gelu", "LeakyRelu", "Relu", "Sigmoid", "Silu", "Softplus", "Tanh")),
        ACTIVATION_NAMES.toString());
    assertTrue(
        LOSS_NAMES.containsAll(List.of(
            "BinaryCrossEntropyWithLogits", "Huber", "MeanAbsoluteError", "MeanSquaredError", "SumOfSquares")),
        LOSS_NAMES.toString());
  }

  @ParameterizedTest
  @FieldSource("ACTIVATION_NAMES")
  void derivativesOfActivations(String name) {
    Expr formula = ACTIVATIONS.get(name);
    Expr derivative = Derivative.of(formula, "x");
    for (double x : points()) {
      assertDerivative(formula, derivative, Map.of("x", new double[] {x}), "x");
    }
  }

  @ParameterizedTest
  @FieldSource("LOSS_NAMES")
  void derivativesOfLosses(String name) {
    Expr formula = LOSSES.get(name);
    Expr derivative = Derivative.of(formula, "prediction");
    for (double target : TARGETS) {
      for (double prediction : points()) {
        Map<String, double[]> variables =
            Map.of("prediction", new double[] {prediction}, "target", new double[] {target});
        assertDerivative(formula, derivative, variables, "prediction");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("ACTIVATION_NAMES")
  void simplifyingKeepsTheValue(String name) {
    Expr formula = ACTIVATIONS.get(name);
    Expr simple = Simplify.simplify(formula);
    for (double x : points()) {
      double expected = Evaluator.evaluate(formula, "x", x);
      assertEquals(expected, Evaluator.evaluate(simple, "x", x), 1e-15 * Math.abs(expected), name + " at " + x);
    }
  }

  @ParameterizedTest
  @FieldSource("ACTIVATION_NAMES")
  void outputFormsEqualTheDerivative(String name) {
    Expr formula = ACTIVATIONS.get(name);
    Expr derivative = Derivative.of(formula, "x");
    OutputForm.rewrite(formula, derivative, "x", "y").ifPresent(inOutput -> {
      for (double x : points()) {
        double y = Evaluator.evaluate(formula, "x", x);
        assertEquals(
            Evaluator.evaluate(derivative, "x", x), Evaluator.evaluate(inOutput, "y", y), 1e-14, name + " at " + x);
      }
    });
  }

  @Test
  void mostDerivativesNeedOnlyTheOutput() {
    SortedMap<String, String> forms = new TreeMap<>();
    ACTIVATIONS.forEach((name, formula) ->
        OutputForm.rewrite(formula, Derivative.of(formula, "x"), "x", "y")
            .ifPresent(form -> forms.put(name, FormulaPrinter.print(form))));
    assertEquals(
        Map.of(
            "Elu", "where(y > 0, 1, y + 1)",
            "PRelu", "where(y > 0, 1, 0.25)",
            "LeakyRelu", "where(y > 0, 1, 0.01)",
            "Relu", "where(y > 0, 1, 0)",
            "Sigmoid", "y * (1 - y)",
            "Softplus", "-expm1(-y)",
            "Tanh", "1 - y * y"),
        forms);
  }

  /// Compares with dual numbers everywhere, and with a central difference away from kinks. The difference's error is
  /// that of rounding the values, divided by the step, and the third derivative times the step's square.
  private static void assertDerivative(
      Expr formula, Expr derivative, Map<String, double[]> variables, String variable) {
    double x = variables.get(variable)[0];
    double actual = Evaluator.evaluate(derivative, variables);
    DualNumber expected = Evaluator.differentiate(formula, variables, variable, 0);
    String where = FormulaPrinter.print(derivative) + " at " + x;
    assertEquals(expected.derivative(), actual, 1e-13 * Math.max(1, Math.abs(actual)), where);
    double target = variables.containsKey("target") ? variables.get("target")[0] : 0;
    double distance = Math.abs(x - target);
    double step = 1e-5;
    if (distance > step && Math.abs(distance - 1) > step) {
      double difference = (at(formula, variables, variable, x + step) - at(formula, variables, variable, x - step))
          / (2 * step);
      assertEquals(difference, actual, 1e-9 * Math.max(1, Math.abs(expected.value())), where);
    }
  }

  private static double at(Expr formula, Map<String, double[]> variables, String variable, double x) {
    Map<String, double[]> changed = new TreeMap<>(variables);
    changed.put(variable, new double[] {x});
    return Evaluator.evaluate(formula, changed);
  }

  private static double[] points() {
    double[] points = Arrays.copyOf(SPECIAL_POINTS, SPECIAL_POINTS.length + 200);
    for (int i = 0; i < 200; i++) {
      points[SPECIAL_POINTS.length + i] = (i - 100) * 0.0837;
    }
    return points;
  }

  private static SortedMap<String, Expr> elementwise(SortedMap<String, Expr> losses) {
    losses.values().removeIf(loss -> !FreeVariables.of(loss).contains("prediction"));
    return losses;
  }
}
