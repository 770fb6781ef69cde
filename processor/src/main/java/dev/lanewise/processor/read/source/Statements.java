package dev.lanewise.processor.read.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.read.source.JavaValue.Number;
import dev.lanewise.processor.read.source.JavaValue.Row;
import dev.lanewise.processor.read.source.JavaValue.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Runs the statements of a body on formulas instead of numbers.
final class Statements {
  private final Scope scope;
  private final Calls calls;

  Statements(Scope scope, Calls calls) {
    this.scope = scope;
    this.calls = calls;
  }

  /// Runs statements up to the first return.
  ///
  /// @param variables as the statements find them; changed
  /// @return what is returned; empty if the end is reached
  /// @throws Unreadable if something is outside of the subset
  Optional<JavaValue> run(List<? extends StatementTree> statements, Environment variables) {
    for (int i = 0; i < statements.size(); i++) {
      StatementTree statement = statements.get(i);
      List<? extends StatementTree> rest = statements.subList(i + 1, statements.size());
      switch (statement) {
        case ReturnTree returned -> {
          return Optional.of(result(returned, variables));
        }
        case BlockTree block -> {
          return run(joined(block.getStatements(), rest), variables);
        }
        case IfTree branch -> {
          Truth condition = expressions(variables).truth(branch.getCondition());
          if (condition.isKnown() || returns(branch)) {
            return choice(branch, condition, rest, variables);
          }
          join(branch, condition, variables);
        }
        case VariableTree declaration -> declare(declaration, variables);
        case ExpressionStatementTree effect -> effect(effect.getExpression(), variables);
        case ForLoopTree loop -> new Loops(scope, calls, this).run(loop, variables);
        case EnhancedForLoopTree loop -> new Loops(scope, calls, this).run(loop, variables);
        case EmptyStatementTree _ -> { }
        default -> throw Refusals.of(statement, scope.file());
      }
    }
    return Optional.empty();
  }

  private Expressions expressions(Environment variables) {
    return new Expressions(scope, variables, calls);
  }

  private JavaValue result(ReturnTree returned, Environment variables) {
    if (returned.getExpression() == null) {
      throw new Unreadable(scope.file(), returned, "nothing is returned", "", "return the value of the function");
    }
    return expressions(variables).value(returned.getExpression());
  }

  /// A branch that returns, or is decided: each side goes on with the statements after it.
  private Optional<JavaValue> choice(
      IfTree branch, Truth condition, List<? extends StatementTree> rest, Environment variables) {
    List<StatementTree> then = joined(List.of(branch.getThenStatement()), rest);
    List<StatementTree> otherwise =
        branch.getElseStatement() == null ? List.copyOf(rest) : joined(List.of(branch.getElseStatement()), rest);
    if (condition.isKnown()) {
      return run(condition.equals(Truth.TRUE) ? then : otherwise, variables);
    }
    JavaValue first = returned(run(then, variables.copy()), branch);
    JavaValue second = returned(run(otherwise, variables.copy()), branch);
    return Optional.of(first instanceof Truth truth
        ? JavaArithmetic.choose(condition, truth, (Truth) second)
        : JavaArithmetic.choose(condition, (Number) first, (Number) second));
  }

  private JavaValue returned(Optional<JavaValue> value, Tree tree) {
    return value.orElseThrow(() ->
        new Unreadable(scope.file(), tree, "a branch ends without a value", "", "return a number in every case"));
  }

  private void join(IfTree branch, Truth condition, Environment variables) {
    Environment then = variables.copy();
    Environment otherwise = variables.copy();
    run(List.of(branch.getThenStatement()), then);
    if (branch.getElseStatement() != null) {
      run(List.of(branch.getElseStatement()), otherwise);
    }
    variables.join(condition, then, otherwise);
    variables.numbers().forEach((name, number) -> calls.name(name, number, branch, scope));
  }

  private void declare(VariableTree declaration, Environment variables) {
    String name = declaration.getName().toString();
    ExpressionTree initializer = declaration.getInitializer();
    Tree type = declaration.getType();
    // Conditions have no numeric type, and what is declared with var has that of its value.
    boolean isNumber = type != null && !Set.of("boolean", "var").contains(scope.file().text(type));
    if (isNumber) {
      variables.declare(name, expressions(variables).type(type));
    }
    if (initializer != null) {
      assign(name, expressions(variables).value(initializer), declaration, variables);
    }
  }

  private void effect(ExpressionTree expression, Environment variables) {
    switch (expression) {
      case AssignmentTree assignment -> assign(
          variable(assignment.getVariable(), variables), expressions(variables).value(assignment.getExpression()),
          assignment, variables);
      case CompoundAssignmentTree compound -> {
        Expr.BinaryOp op = Expressions.compound(compound.getKind())
            .orElseThrow(() -> Refusals.of(compound, scope.file()));
        String name = variable(compound.getVariable(), variables);
        Expressions expressions = expressions(variables);
        Number before = expressions.number(compound.getVariable());
        Number after = expressions.arithmetic(op, before, expressions.number(compound.getExpression()), compound);
        // Java casts back to the type of the variable.
        assign(name, JavaArithmetic.convert(after, before.type()), compound, variables);
      }
      case UnaryTree step -> step(step, variables);
      default -> throw new Unreadable(scope.file(), expression,
          "'" + scope.file().text(expression) + "' has no part in the value that is returned",
          "a formula has no effects", "remove it");
    }
  }

  private void step(UnaryTree step, Environment variables) {
    double by = switch (step.getKind()) {
      case PREFIX_INCREMENT, POSTFIX_INCREMENT -> 1;
      case PREFIX_DECREMENT, POSTFIX_DECREMENT -> -1;
      default -> throw Refusals.of(step, scope.file());
    };
    Number before = expressions(variables).number(step.getExpression());
    Number after = expressions(variables).arithmetic(
        Expr.BinaryOp.ADD, before, Number.of(by, before.type()), step);
    assign(variable(step.getExpression(), variables), after, step, variables);
  }

  private String variable(ExpressionTree target, Environment variables) {
    if (target instanceof IdentifierTree identifier && variables.has(identifier.getName().toString())) {
      return identifier.getName().toString();
    }
    throw new Unreadable(scope.file(), target,
        "'" + scope.file().text(target) + "' is written to, and is not a local variable",
        "a formula has no effects besides its value", "use a local variable of type float");
  }

  private void assign(String name, JavaValue value, Tree tree, Environment variables) {
    if (value instanceof Row row) {
      throw new Unreadable(scope.file(), tree, "the array " + row.name() + " gets a second name", "",
          "use " + row.name() + " itself");
    }
    variables.put(name, value);
    if (variables.get(name) instanceof Number number) {
      calls.name(name, number, tree, scope);
    }
  }

  private static List<StatementTree> joined(
      List<? extends StatementTree> first, List<? extends StatementTree> second) {
    List<StatementTree> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /// Whether a return stands anywhere in a tree.
  static boolean returns(Tree tree) {
    return Boolean.TRUE.equals(new TreeScanner<Boolean, Void>() {
      @Override
      public Boolean visitReturn(ReturnTree node, Void none) {
        return true;
      }

      @Override
      public Boolean reduce(Boolean a, Boolean b) {
        return Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b);
      }
    }.scan(tree, null));
  }
}
