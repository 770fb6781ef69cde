package dev.lanewise.formula;

import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.Variable;
import java.util.Collections;
import java.util.Optional;
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

  /// The names of variables that an expression reads outside of reductions, and not as an element at a fixed place: the
  /// rows that decide over how many elements a reduction of it runs.
  public static SortedSet<String> outsideReductions(Expr expr) {
    Expr outside = Parts.replace(expr, part ->
        part instanceof Reduce || part instanceof Element ? Optional.of(Formulas.ZERO) : Optional.empty());
    return of(outside);
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
