package dev.lanewise.formula;

import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.Unary;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Equality and hash codes of operations on expressions.
///
/// A statement that is used many times makes a tree that is exponentially larger than its number of distinct parts, so
/// both look at each object once.
final class Structure {
  /// What parts of one expression were found equal to.
  private final Map<Expr, Expr> equal = new IdentityHashMap<>();

  private Structure() {}

  static boolean equal(Expr a, Object other) {
    return a == other || other instanceof Expr b && new Structure().same(a, b);
  }

  static int hash(Expr expr) {
    Map<Expr, Integer> hashes = new IdentityHashMap<>();
    for (Expr part : Parts.objects(expr, part -> false)) {
      List<Expr> operands = Operands.of(part);
      int hash = 31 * part.getClass().getSimpleName().hashCode() + operation(part);
      for (Expr operand : operands) {
        hash = 31 * hash + hashes.get(operand);
      }
      hashes.put(part, operands.isEmpty() ? part.hashCode() : hash);
    }
    return hashes.get(expr);
  }

  private boolean same(Expr a, Expr b) {
    if (a == b || equal.get(a) == b) {
      return true;
    }
    List<Expr> operandsOfA = Operands.of(a);
    if (operandsOfA.isEmpty()) {
      return a.equals(b);
    }
    if (a.getClass() != b.getClass() || operation(a) != operation(b)) {
      return false;
    }
    List<Expr> operandsOfB = Operands.of(b);
    for (int i = 0; i < operandsOfA.size(); i++) {
      if (!same(operandsOfA.get(i), operandsOfB.get(i))) {
        return false;
      }
    }
    equal.put(a, b);
    return true;
  }

  /// The number of an operation among those of its kind.
  static int operation(Expr expr) {
    return switch (expr) {
      case Unary unary -> unary.op().ordinal();
      case Binary binary -> binary.op().ordinal();
      case Compare compare -> compare.op().ordinal();
      case Logic logic -> logic.op().ordinal();
      case Reduce reduce -> reduce.op().ordinal();
      default -> 0;
    };
  }
}
