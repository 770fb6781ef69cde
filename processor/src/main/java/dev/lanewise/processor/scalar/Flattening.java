package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Operands;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the parts of a flat formula at which its slope is lost: `round(x)` in `abs(round(x))`.
public final class Flattening {
  private final String variable;
  private final Domain domain;
  private final Set<Expr> parts = new LinkedHashSet<>();

  private Flattening(String variable, Domain domain) {
    this.variable = variable;
    this.domain = domain;
  }

  /// The innermost parts of a formula whose slope is [zero][Slope#isZero], as they are written: each takes in something
  /// with a slope and lets none of it through. A comparison is one where what it chooses has no slope.
  ///
  /// @return empty if the formula does not use the variable
  public static List<Expr> of(Expr flat, String variable, Domain domain) {
    Flattening flattening = new Flattening(variable, domain);
    flattening.visit(flat);
    return new ArrayList<>(flattening.parts);
  }

  private void visit(Expr flat) {
    if (!uses(flat)) {
      return;
    }
    if (flat instanceof Where(Expr condition, Expr then, Expr otherwise) && isFlat(then) && isFlat(otherwise)) {
      visitCondition(condition);
      visit(then);
      visit(otherwise);
      return;
    }
    List<Expr> operands = Operands.of(flat).stream().filter(operand -> !isCondition(operand)).toList();
    if (!operands.stream().allMatch(this::isFlat)) {
      parts.add(flat);
    }
    operands.stream().filter(this::isFlat).forEach(this::visit);
  }

  private void visitCondition(Expr condition) {
    if (condition instanceof Compare && uses(condition)) {
      Operands.of(condition).stream().filter(this::isFlat).forEach(this::visit);
      parts.add(condition);
    } else {
      Operands.of(condition).stream().filter(Flattening::isCondition).forEach(this::visitCondition);
    }
  }

  private boolean isFlat(Expr expr) {
    return !uses(expr) || Slope.of(expr, variable, domain).isZero();
  }

  private boolean uses(Expr expr) {
    return FreeVariables.of(expr).contains(variable);
  }

  private static boolean isCondition(Expr expr) {
    return expr instanceof Compare || expr instanceof Logic || expr instanceof Not;
  }
}
