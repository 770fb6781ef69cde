package dev.lanewise.processor.lint;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Parts;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.scalar.Domain;
import dev.lanewise.processor.scalar.Flattening;
import dev.lanewise.processor.scalar.Interval;
import dev.lanewise.processor.scalar.Slope;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The slope of a row-wise loss, level by level: what is computed from a whole row is a variable of what is computed
/// from it.
///
/// @param formula of numbers
/// @param parts what each variable stands for: a reduction, an element, a row, or what is no function of the outputs
record RowSlopes(Expr formula, Map<String, Expr> parts) {
  private static final String OUTPUTS = "outputs";
  private static final int LONG = 1_000;

  /// The outermost level of a formula.
  static RowSlopes of(Expr formula) {
    Map<String, Expr> parts = new LinkedHashMap<>();
    return new RowSlopes(withoutRows(formula, parts, new IdentityHashMap<>()), parts);
  }

  /// @param done what was found for parts already, as those of a long formula are shared
  private static Expr withoutRows(Expr expr, Map<String, Expr> parts, Map<Expr, Expr> done) {
    Expr known = done.get(expr);
    if (known != null) {
      return known;
    }
    Expr result;
    if (expr instanceof Expr.Variable || expr instanceof Expr.Reduce || expr instanceof Expr.Element) {
      // The name of a long reduction need not be read, only to be its own.
      String name = Parts.treeSize(expr) <= LONG ? FormulaPrinter.print(expr) : "reduction " + parts.size();
      parts.put(name, expr);
      result = new Expr.Variable(name);
    } else {
      result = Operands.map(expr, operand -> withoutRows(operand, parts, done));
    }
    done.put(expr, result);
    return result;
  }

  /// Whether a formula has no slope by any output.
  static boolean isFlat(Expr formula) {
    RowSlopes level = of(formula);
    return level.parts.entrySet().stream().allMatch(part ->
        !FreeVariables.of(part.getValue()).contains(OUTPUTS)
            || part.getValue() instanceof Expr.Reduce(_, Expr x) && isFlat(x)
            || level.slope(part.getKey()).isZero());
  }

  /// The parts at which the slope of a flat formula is lost.
  static List<Expr> flattening(Expr flat) {
    RowSlopes level = of(flat);
    List<Expr> found = new ArrayList<>();
    level.parts.forEach((name, part) -> {
      if (FreeVariables.of(part).contains(OUTPUTS)) {
        if (level.slope(name).isZero()) {
          Flattening.of(level.formula, name, level.domain()).stream()
              .map(Substitution.ofVariables(level.parts)::apply)
              .filter(one -> !found.contains(one))
              .forEach(found::add);
        } else if (part instanceof Expr.Reduce(_, Expr x)) {
          found.addAll(flattening(x));
        }
      }
    });
    return found;
  }

  Slope slope(String part) {
    return Slope.of(formula, part, domain());
  }

  private Domain domain() {
    Map<String, Interval> ranges = new LinkedHashMap<>();
    parts.keySet().forEach(name -> ranges.put(name, Interval.ALL));
    return new Domain(ranges);
  }
}
