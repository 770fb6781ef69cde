package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Operands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// The different parts of a formula, numbered, operands before what they are operands of.
///
/// A formula whose author gave names to values is a tree only on paper: written out it can be exponentially larger
/// than it is. So a part is looked at once, and compared with others by the numbers of its operands, never by its whole
/// structure; the time is linear in the number of different parts. Functions of constants become constants, computed in
/// double precision.
final class Parts {
  /// One part.
  ///
  /// @param expr a representative, whose operands may be written otherwise than those of the part
  /// @param operands the numbers of the operands
  record Part(Expr expr, List<Integer> operands) {

    boolean isLeaf() {
      return operands.isEmpty();
    }

    boolean isCondition() {
      return expr instanceof Expr.Compare || expr instanceof Expr.Logic || expr instanceof Expr.Not;
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final Map<Object, Integer> byMeaning = new HashMap<>();
  private final Map<Expr, Integer> byIdentity = new IdentityHashMap<>();

  /// Adds a formula, without recursion: it may be deeper than a stack.
  ///
  /// @return its number
  int add(Expr formula) {
    Deque<Expr> open = new ArrayDeque<>(List.of(formula));
    while (!open.isEmpty()) {
      Expr expr = open.peek();
      List<Expr> missing =
          Operands.of(expr).stream().filter(operand -> !byIdentity.containsKey(operand)).toList();
      if (missing.isEmpty()) {
        open.pop();
        byIdentity.computeIfAbsent(expr, this::number);
      } else {
        missing.reversed().forEach(open::push);
      }
    }
    return byIdentity.get(formula);
  }

  int size() {
    return parts.size();
  }

  Part get(int number) {
    return parts.get(number);
  }

  private Integer number(Expr expr) {
    List<Integer> operands = Operands.of(expr).stream().map(byIdentity::get).toList();
    Expr folded = folded(expr, operands);
    boolean isLeaf = operands.isEmpty() || folded instanceof Expr.Constant;
    Object meaning = isLeaf ? folded : List.of(operation(expr), operands);
    return byMeaning.computeIfAbsent(meaning, _ -> {
      parts.add(new Part(folded, isLeaf ? List.of() : operands));
      return parts.size() - 1;
    });
  }

  /// What a part does with its operands.
  private static Object operation(Expr expr) {
    return switch (expr) {
      case Expr.Unary(Expr.UnaryOp op, Expr _) -> op;
      case Expr.Binary(Expr.BinaryOp op, Expr _, Expr _) -> op;
      case Expr.Compare(Expr.CompareOp op, Expr _, Expr _) -> op;
      case Expr.Logic(Expr.LogicOp op, Expr _, Expr _) -> op;
      case Expr.Where _, Expr.Not _ -> expr.getClass();
      case Expr.Reduce _ -> throw new IllegalArgumentException("a function of numbers has no reduction: " + expr);
      case Expr.Variable _, Expr.Constant _, Expr.Element _ -> throw new IllegalArgumentException(expr + " is a leaf");
    };
  }

  /// A function of constants as the number it is, if float can hold that, and an element as a variable.
  private Expr folded(Expr expr, List<Integer> operands) {
    if (expr instanceof Expr.Element(String array, Expr.Constant(double index))) {
      return new Expr.Variable(element(array, (int) index));
    }
    boolean isNumber = expr instanceof Expr.Unary || expr instanceof Expr.Binary;
    if (!isNumber || !operands.stream().allMatch(operand -> get(operand).expr() instanceof Expr.Constant)) {
      return expr;
    }
    double value = Evaluator.evaluate(with(expr, operands.stream().map(operand -> get(operand).expr()).toList()),
        Map.of());
    return Float.isFinite((float) value) ? new Expr.Constant(value) : expr;
  }

  /// The same operation on other operands.
  static Expr with(Expr expr, List<Expr> operands) {
    Iterator<Expr> next = operands.iterator();
    return Operands.map(expr, _ -> next.next());
  }

  /// The variable that stands for an element of an array.
  static String element(String array, int index) {
    return array + "[" + index + "]";
  }
}
