package dev.lanewise.processor.read.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.ReduceOp;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Formulas;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.processor.read.source.JavaValue.Number;
import dev.lanewise.processor.read.source.JavaValue.Row;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A loop over a row whose length is the network's: what it adds up becomes a sum, what it searches a maximum.
///
/// The body is run once, for all positions at a time. Each variable from before the loop that it changes must come out
/// as itself plus a term, or as the larger or smaller of itself and a term.
final class RowLoop {
  /// Stands for the index of the element, within a reduction.
  static final Expr POSITION = new Expr.Variable("position");
  private static final Set<String> ROWS = Set.of("position", "outputs", "targets");
  /// The prefix of variables that stand for what was added up so far; no Java name has it.
  static final String SO_FAR = "#";

  /// A loop header `for (int i = 0; i < row.length; i++)`.
  record Header(String variable, Row row) {}

  private final Scope scope;
  private final Calls calls;
  private final Statements statements;

  RowLoop(Scope scope, Calls calls, Statements statements) {
    this.scope = scope;
    this.calls = calls;
    this.statements = statements;
  }

  /// The header of a loop over a row of unknown length, or null if it is another loop.
  static Header header(ForLoopTree loop, Environment variables) {
    boolean countsByOne = loop.getUpdate().size() == 1
        && loop.getUpdate().getFirst().getExpression() instanceof UnaryTree step
        && (step.getKind() == Tree.Kind.POSTFIX_INCREMENT || step.getKind() == Tree.Kind.PREFIX_INCREMENT);
    boolean startsAtZero = loop.getInitializer().size() == 1
        && loop.getInitializer().getFirst() instanceof VariableTree variable
        && variable.getInitializer() instanceof LiteralTree literal
        && Integer.valueOf(0).equals(literal.getValue());
    if (countsByOne && startsAtZero
        && loop.getCondition() instanceof BinaryTree condition && condition.getKind() == Tree.Kind.LESS_THAN
        && condition.getLeftOperand() instanceof IdentifierTree index
        && condition.getRightOperand() instanceof MemberSelectTree length
        && length.getIdentifier().contentEquals("length")
        && length.getExpression() instanceof IdentifierTree array
        && variables.get(array.getName().toString()) instanceof Row row && row.length().isEmpty()) {
      return new Header(index.getName().toString(), row);
    }
    return null;
  }

  void run(String index, StatementTree body, Tree loop, Environment variables) {
    run(index, new Number(POSITION, NumberType.INT), body, loop, variables);
  }

  /// Runs the body for all positions.
  ///
  /// @param name the variable of the loop
  /// @param each what it stands for
  void run(String name, Number each, StatementTree body, Tree loop, Environment variables) {
    if (calls.isInRow()) {
      throw new Unreadable(scope.file(), loop, "a loop over a row stands inside of another one",
          "the work would grow with the square of the width",
          "compute what the inner loop gives before the outer one");
    }
    Map<String, Number> before = variables.numbers();
    before.keySet().retainAll(assigned(body));
    Environment inside = variables.copy();
    before.forEach((variable, value) -> inside.put(variable, new Number(marker(variable), value.type())));
    inside.declare(name, each.type());
    inside.put(name, each);
    calls.inRow(() -> statements.run(List.of(body), inside));
    Map<String, Number> after = new LinkedHashMap<>();
    before.forEach((variable, value) -> {
      Expr result = ((Number) inside.get(variable)).expr();
      if (!result.equals(marker(variable))) {
        after.put(variable, new Number(reduced(variable, value.expr(), result, loop), value.type()));
      }
    });
    after.forEach((variable, value) -> {
      variables.put(variable, value);
      calls.name(variable, value, loop, scope);
    });
  }

  /// The names that are assigned to anywhere in a body.
  private static Set<String> assigned(StatementTree body) {
    Set<String> names = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitAssignment(AssignmentTree node, Void none) {
        names.add(node.getVariable().toString());
        return super.visitAssignment(node, none);
      }

      @Override
      public Void visitCompoundAssignment(CompoundAssignmentTree node, Void none) {
        names.add(node.getVariable().toString());
        return super.visitCompoundAssignment(node, none);
      }

      @Override
      public Void visitUnary(UnaryTree node, Void none) {
        names.add(node.getExpression().toString());
        return super.visitUnary(node, none);
      }
    }.scan(body, null);
    return names;
  }

  /// Stands for what a variable held before the round.
  private static Expr marker(String variable) {
    return new Expr.Variable(SO_FAR + variable);
  }

  private Expr reduced(String variable, Expr before, Expr result, Tree loop) {
    Expr soFar = marker(variable);
    Optional<Expr> sum = term(result, soFar).filter(RowLoop::isFree);
    if (sum.isPresent()) {
      return isZero(before) ? sum(sum.get()) : Formulas.add(before, sum(sum.get()));
    }
    Optional<Expr> largest = candidate(result, soFar, BinaryOp.MAX).filter(RowLoop::isFree);
    if (largest.isPresent()) {
      Expr max = max(largest.get());
      return isInfinite(before) ? max : new Binary(BinaryOp.MAX, before, max);
    }
    Optional<Expr> smallest = candidate(result, soFar, BinaryOp.MIN).filter(RowLoop::isFree);
    if (smallest.isPresent()) {
      Expr min = Formulas.negate(max(Formulas.negate(smallest.get())));
      return isInfinite(before) ? min : new Binary(BinaryOp.MIN, before, min);
    }
    throw Loops.notReducible(scope.file(), loop, variable);
  }

  /// What is added to `soFar` in an expression; empty if the expression is no sum of it.
  private static Optional<Expr> term(Expr expr, Expr soFar) {
    if (expr.equals(soFar)) {
      return Optional.of(Formulas.ZERO);
    }
    return switch (expr) {
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.ADD && contains(a, soFar) ->
        term(a, soFar).map(term -> plus(term, b));
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.ADD -> term(b, soFar).map(term -> plus(term, a));
      case Binary(BinaryOp op, Expr a, Expr b) when op == BinaryOp.SUB && contains(a, soFar) ->
        term(a, soFar).map(term -> isZero(term) ? Formulas.negate(b) : Formulas.subtract(term, b));
      case Where(Expr condition, Expr then, Expr otherwise) ->
        term(then, soFar).flatMap(yes -> term(otherwise, soFar).map(no -> Formulas.where(condition, yes, no)));
      default -> Optional.empty();
    };
  }

  private static Expr plus(Expr term, Expr more) {
    return isZero(term) ? more : Formulas.add(term, more);
  }

  /// What is compared with `soFar` in `max(soFar, c)`, or in `if (c > soFar) soFar = c`.
  private static Optional<Expr> candidate(Expr expr, Expr soFar, BinaryOp extreme) {
    return switch (expr) {
      case Binary(BinaryOp op, Expr a, Expr b) when op == extreme && a.equals(soFar) -> Optional.of(b);
      case Binary(BinaryOp op, Expr a, Expr b) when op == extreme && b.equals(soFar) -> Optional.of(a);
      case Where(Expr.Compare(Expr.CompareOp op, Expr a, Expr b), Expr then, Expr otherwise)
          when otherwise.equals(soFar) && keeps(op, extreme, a.equals(soFar))
              && (a.equals(soFar) ? b : a).equals(then) -> Optional.of(then);
      default -> Optional.empty();
    };
  }

  /// Whether a comparison chooses the extreme: `c > soFar`, or `soFar < c`, for the maximum.
  private static boolean keeps(Expr.CompareOp op, BinaryOp extreme, boolean isReversed) {
    boolean isGreater = op == Expr.CompareOp.GT || op == Expr.CompareOp.GE;
    boolean isLess = op == Expr.CompareOp.LT || op == Expr.CompareOp.LE;
    return (extreme == BinaryOp.MAX) != isReversed ? isGreater : isLess;
  }

  private Expr sum(Expr term) {
    if (isRow(term)) {
      return new Expr.Reduce(ReduceOp.SUM, term);
    }
    return Formulas.multiply(new Expr.Variable("width"), term);
  }

  private static Expr max(Expr candidate) {
    return isRow(candidate) ? new Expr.Reduce(ReduceOp.MAX, candidate) : candidate;
  }

  private static boolean isRow(Expr term) {
    return !Collections.disjoint(FreeVariables.outsideReductions(term), ROWS);
  }

  private static boolean isFree(Expr term) {
    return FreeVariables.of(term).stream().noneMatch(name -> name.startsWith(SO_FAR));
  }

  private static boolean contains(Expr expr, Expr soFar) {
    return FreeVariables.of(expr).contains(((Expr.Variable) soFar).name());
  }

  private static boolean isZero(Expr expr) {
    return expr instanceof Expr.Constant(double value) && value == 0;
  }

  private static boolean isInfinite(Expr expr) {
    return expr instanceof Expr.Constant(double value) && Math.abs(value) >= Float.MAX_VALUE;
  }
}
