package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import java.util.List;
import java.util.function.Function;

/// Points at which a formula is tried out.
///
/// @param variables in the order of a point
/// @param points for a formula in these variables, the simple and small ones first
public record Trial(List<String> variables, Function<Expr, List<double[]>> points) {

  /// The points of a domain.
  public static Trial of(Domain domain) {
    return new Trial(domain.variables(), domain::points);
  }
}
