package dev.lanewise.formula;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Walks over the parts of an expression: each once, however often it occurs, and without recursion, however deep it
/// lies.
public final class Parts {
  private Parts() {}

  /// The distinct parts of an expression, operands before what uses them, the expression itself last.
  ///
  /// Equal parts are one object, as by [Sharing], also where one is an operand of another.
  public static List<Expr> of(Expr expr) {
    return objects(new Sharing().share(expr), part -> false);
  }

  /// The number of operations that compute an expression, equal parts counted once.
  public static int operations(Expr expr) {
    return (int) of(expr).stream().filter(part -> !Operands.of(part).isEmpty()).count();
  }

  /// The number of operations in the tree of an expression, equal parts counted wherever they occur; at most
  /// [Integer#MAX_VALUE].
  public static int treeSize(Expr expr) {
    Map<Expr, Long> sizes = new IdentityHashMap<>();
    for (Expr part : objects(expr, part -> false)) {
      List<Expr> operands = Operands.of(part);
      long size = operands.stream().mapToLong(sizes::get).sum() + (operands.isEmpty() ? 0 : 1);
      sizes.put(part, Math.min(size, Integer.MAX_VALUE));
    }
    return sizes.get(expr).intValue();
  }

  /// An expression with parts replaced, largest first; what is put in is not looked at again.
  ///
  /// @param replacement what to put in for a part, or empty to look at its operands
  public static Expr replace(Expr expr, Function<Expr, Optional<Expr>> replacement) {
    Map<Expr, Expr> replaced = new IdentityHashMap<>();
    Set<Expr> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    Predicate<Expr> isReplaced = part -> {
      if (!replaced.containsKey(part) && kept.add(part)) {
        replacement.apply(part).ifPresent(other -> replaced.put(part, other));
      }
      return replaced.containsKey(part);
    };
    for (Expr part : objects(expr, isReplaced)) {
      if (!replaced.containsKey(part)) {
        replaced.put(part, Operands.map(part, replaced::get));
      }
    }
    return replaced.get(expr);
  }

  /// The objects that an expression is made of, each once, operands before what uses them.
  ///
  /// @param isEnd whether the operands of an object are left out
  static List<Expr> objects(Expr expr, Predicate<Expr> isEnd) {
    List<Expr> objects = new ArrayList<>();
    Set<Expr> done = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Expr> open = new ArrayDeque<>();
    open.push(expr);
    while (!open.isEmpty()) {
      Expr next = open.peek();
      List<Expr> waitsFor = done.contains(next) || isEnd.test(next)
          ? List.of()
          : Operands.of(next).stream().filter(operand -> !done.contains(operand)).toList();
      if (waitsFor.isEmpty()) {
        open.pop();
        if (done.add(next)) {
          objects.add(next);
        }
      } else {
        waitsFor.reversed().forEach(open::push);
      }
    }
    return objects;
  }
}
