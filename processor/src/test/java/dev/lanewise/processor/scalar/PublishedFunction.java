package dev.lanewise.processor.scalar;

import dev.lanewise.formula.DualNumber;
import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A function of one element, and how accurate its value and its derivative have to be.
///
/// @param formula as its source writes it
/// @param stable the same function, which neither overflows nor cancels in double precision
/// @param variable by which it is differentiated
/// @param targets what a loss is compared with; one unused number for an activation
/// @param bounds of the value and of the derivative
record PublishedFunction(
    String name, String formula, String stable, String variable, double[] targets, List<Bound> bounds) {

  /// The largest error, in roundings of single precision (`2^-24`).
  ///
  /// @param isRelative whether relative to the exact result everywhere, or only where that is above 1, and to 1 below
  record Bound(double roundings, boolean isRelative) {}

  static PublishedFunction activation(String name, String formula) {
    return activation(name, formula, formula);
  }

  static PublishedFunction activation(String name, String formula, String stable) {
    return new PublishedFunction(name, formula, stable, "x", new double[] {0}, List.of());
  }

  static PublishedFunction loss(String name, String formula, double... targets) {
    return loss(name, formula, formula, targets);
  }

  static PublishedFunction loss(String name, String formula, String stable, double... targets) {
    return new PublishedFunction(name, formula, stable, "prediction", targets, List.of());
  }

  /// Bounds the value, or if that has its bound, the derivative.
  PublishedFunction relative(double roundings) {
    return bounded(new Bound(roundings, true));
  }

  /// As [#relative], but where the exact result is below 1 in magnitude the error may be that of 1.
  PublishedFunction absolute(double roundings) {
    return bounded(new Bound(roundings, false));
  }

  private PublishedFunction bounded(Bound bound) {
    List<Bound> more = new ArrayList<>(bounds);
    more.add(bound);
    return new PublishedFunction(name, formula, stable, variable, targets, more);
  }

  /// Measures the value and the derivative at many points.
  Accuracy measure(float[] points) {
    Expr form = StableForms.of(FormulaParser.parse(formula));
    Expr derivative = Derivative.of(form, variable);
    Expr exact = FormulaParser.parse(stable);
    Accuracy accuracy = new Accuracy();
    for (double target : targets) {
      float t = (float) target;
      for (float point : points) {
        float x = target == 0 ? point : point + t;
        Map<String, Float> at = Map.of(variable, x, "target", t);
        DualNumber expected = Evaluator.differentiate(
            exact, Map.of(variable, new double[] {x}, "target", new double[] {t}), variable, 0);
        accuracy.value().add(x, FloatEvaluator.evaluate(form, at), expected.value());
        accuracy.derivative().add(x, FloatEvaluator.evaluate(derivative, at), expected.derivative());
      }
    }
    return accuracy;
  }
}
