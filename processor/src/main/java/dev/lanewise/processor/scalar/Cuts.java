package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.NamedFormula;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds the parts of a formula that need a statement of their own.
final class Cuts {
  /// More factors than that are not in one statement anyhow.
  private static final int MANY_FACTORS = 9;

  private final Parts parts = new Parts();
  private final int root;
  private final int[] uses;
  private final BitSet dependent = new BitSet();
  private final BitSet named = new BitSet();
  /// Factors that are products themselves, or their negatives, and belong to the product around them.
  private final BitSet inProduct = new BitSet();
  private final Map<Integer, String> authorsNames = new TreeMap<>();

  Cuts(NamedFormula formula) {
    Map<Integer, String> statements = new TreeMap<>();
    formula.statements().forEach((name, value) -> statements.putIfAbsent(parts.add(value), name));
    root = parts.add(formula.value());
    uses = new int[parts.size()];
    uses[root] = 1;
    for (int number = root; number >= 0; number--) {
      if (uses[number] > 0) {
        part(number).operands().forEach(operand -> uses[operand]++);
      }
    }
    for (int number = 0; number <= root; number++) {
      Parts.Part part = part(number);
      boolean readsInput = part.expr() instanceof Expr.Variable || part.operands().stream().anyMatch(dependent::get);
      dependent.set(number, readsInput);
      named.set(number, isNameable(number) && (uses[number] > 1 || isUsed(number) && statements.containsKey(number)));
    }
    statements.forEach((number, name) -> {
      if (number <= root && named.get(number)) {
        authorsNames.put(number, name);
      }
    });
  }

  int root() {
    return root;
  }

  Parts.Part part(int number) {
    return parts.get(number);
  }

  /// Whether the value depends on a part, as it does not on a local variable that is never read.
  boolean isUsed(int number) {
    return uses[number] > 0;
  }

  boolean needsName(int number) {
    return named.get(number);
  }

  /// The names that the author gave, by the number of the part.
  Map<Integer, String> authorsNames() {
    return authorsNames;
  }

  void nameValue(String name) {
    if (!part(root).isLeaf() && !authorsNames.containsKey(root)) {
      named.set(root);
      authorsNames.put(root, name);
    }
  }

  /// Names each part whose value occurs in the derivative of the statement around it.
  void nameWhatDerivativesRead() {
    // from the value down, so that what is around a part is known
    for (int number = root; number >= 0; number--) {
      if (isUsed(number) && dependent.get(number)) {
        nameWhatDerivativeReads(number);
      }
    }
  }

  private void nameWhatDerivativeReads(int number) {
    List<Integer> operands = part(number).operands();
    switch (part(number).expr()) {
      case Expr.Unary(Expr.UnaryOp op, Expr _) -> {
        switch (op) {
          case NEG, SIGN -> { }
          case SQRT, EXP, EXPM1, TANH, SIGMOID -> name(number);
          case ABS, LOG, LOG1P, SOFTPLUS, ERF -> name(operands.getFirst());
        }
      }
      case Expr.Binary(Expr.BinaryOp op, Expr _, Expr _) -> {
        switch (op) {
          case ADD, SUB -> { }
          case MUL -> {
            if (!inProduct.get(number)) {
              nameFactors(number);
            }
          }
          case DIV -> nameQuotient(number, operands.get(1));
          case MIN, MAX -> operands.forEach(this::name);
        }
      }
      // a condition is looked at again to choose the derivative
      case Expr.Compare _ -> operands.forEach(this::name);
      case Expr.Where _, Expr.Logic _, Expr.Not _, Expr.Variable _, Expr.Constant _, Expr.Reduce _,
          Expr.Element _ -> { }
    }
  }

  private void nameQuotient(int number, int divisor) {
    if (dependent.get(divisor)) {
      name(divisor);
      name(number);
    }
  }

  /// In a product of several factors that depend on inputs, each is read by the derivatives of the others.
  private void nameFactors(int product) {
    Deque<Integer> open = new ArrayDeque<>(List.of(product));
    Deque<Integer> factors = new ArrayDeque<>();
    while (!open.isEmpty()) {
      int number = open.pop();
      boolean isInline = number == product || !named.get(number);
      Parts.Part part = part(number);
      boolean isProduct = part.expr() instanceof Expr.Binary(Expr.BinaryOp op, Expr _, Expr _)
          && op == Expr.BinaryOp.MUL;
      boolean isNegation = part.expr() instanceof Expr.Unary(Expr.UnaryOp op, Expr _) && op == Expr.UnaryOp.NEG;
      if (isInline && (isProduct || isNegation) && open.size() + factors.size() < MANY_FACTORS) {
        inProduct.set(number, number != product);
        part.operands().forEach(open::push);
      } else if (dependent.get(number)) {
        factors.add(number);
      }
    }
    if (factors.size() > 1) {
      factors.forEach(this::name);
    }
  }

  private void name(int number) {
    if (dependent.get(number) && isNameable(number)) {
      named.set(number);
    }
  }

  private boolean isNameable(int number) {
    return !part(number).isLeaf() && !part(number).isCondition();
  }
}
