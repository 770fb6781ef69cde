package dev.lanewise.formula;

import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Variable;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// The names that an expression reads.
public final class FreeVariables {
  private FreeVariables() {}

  /// The names of variables, and of the vectors and indices of elements, in alphabetical order.
  public static SortedSet<String> of(Expr expr) {
    TreeSet<String> names = new TreeSet<>();
    collect(expr, names);
    return Collections.unmodifiableSortedSet(names);
  }

  private static void collect(Expr expr, TreeSet<String> names) {
    if (expr instanceof Variable(String name)) {
      names.add(name);
    } else if (expr instanceof Element(String vector, Expr index)) {
      names.add(vector);
      collect(index, names);
    }
    Operands.of(expr).forEach(operand -> collect(operand, names));
  }
}
