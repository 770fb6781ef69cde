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
    Parts.of(expr).forEach(part -> addNames(part, names));
    return Collections.unmodifiableSortedSet(names);
  }

  private static void addNames(Expr part, TreeSet<String> names) {
    if (part instanceof Variable(String name)) {
      names.add(name);
    } else if (part instanceof Element(String vector, Expr index)) {
      names.add(vector);
      addNames(index, names);
    }
  }
}
