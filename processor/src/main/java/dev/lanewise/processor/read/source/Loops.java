package dev.lanewise.processor.read.source;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.read.source.JavaValue.Number;
import dev.lanewise.processor.read.source.JavaValue.Row;
import dev.lanewise.processor.read.source.JavaValue.Truth;
import java.util.List;

/// Runs loops: one with constant bounds round by round, one over a row of unknown length as a [RowLoop].
final class Loops {
  /// Rounds of one loop; each makes the formula longer.
  static final int MOST_ROUNDS = 1_000;

  private final Scope scope;
  private final Calls calls;
  private final Statements statements;

  Loops(Scope scope, Calls calls, Statements statements) {
    this.scope = scope;
    this.calls = calls;
    this.statements = statements;
  }

  void run(ForLoopTree loop, Environment variables) {
    refuseReturns(loop);
    if (loop.getCondition() == null) {
      throw new Unreadable(scope.file(), loop, "a loop has no end", "", "write for (int i = 0; i < 10; i++)");
    }
    statements.run(loop.getInitializer(), variables);
    RowLoop.Header header = RowLoop.header(loop, variables);
    if (header != null) {
      new RowLoop(scope, calls, statements).run(header.variable(), loop.getStatement(), loop, variables);
      return;
    }
    for (int round = 0; continues(loop, variables); round++) {
      if (round == MOST_ROUNDS) {
        throw new Unreadable(scope.file(), loop, "a loop has more than " + MOST_ROUNDS + " rounds",
            "each round becomes a part of the formula", "use fewer rounds, or a loop that adds up a row of outputs");
      }
      statements.run(List.of(loop.getStatement()), variables);
      for (ExpressionStatementTree update : loop.getUpdate()) {
        statements.run(List.of(update), variables);
      }
    }
  }

  private boolean continues(ForLoopTree loop, Environment variables) {
    Truth condition = new Expressions(scope, variables, calls).truth(loop.getCondition());
    if (!condition.isKnown()) {
      throw new Unreadable(scope.file(), loop,
          "'" + scope.file().text(loop.getCondition()) + "' decides at run time how often a loop runs",
          "a formula has a fixed number of operations",
          "use constant bounds; over a row, write for (int i = 0; i < outputs.length; i++)");
    }
    return condition.equals(Truth.TRUE);
  }

  void run(EnhancedForLoopTree loop, Environment variables) {
    if (!(new Expressions(scope, variables, calls).value(loop.getExpression()) instanceof Row row)) {
      throw new Unreadable(scope.file(), loop, "a loop runs over something that is not an array of the parameters", "",
          "write for (int i = 0; i < 10; i++)");
    }
    refuseReturns(loop);
    VariableTree element = loop.getVariable();
    String name = element.getName().toString();
    if (row.length().isEmpty()) {
      Number each = new Number(new Expr.Variable(row.name()), NumberType.FLOAT);
      new RowLoop(scope, calls, statements).run(name, each, loop.getStatement(), loop, variables);
      return;
    }
    for (int i = 0; i < row.length().getAsInt(); i++) {
      variables.put(name, new Number(new Expr.Element(row.name(), new Expr.Constant(i)), NumberType.FLOAT));
      statements.run(List.of(loop.getStatement()), variables);
    }
  }

  private void refuseReturns(StatementTree loop) {
    if (Statements.returns(loop)) {
      throw new Unreadable(scope.file(), loop, "a loop returns",
          "every round has to have the same operations", "choose with ?: what a round adds, and return after the loop");
    }
  }

  /// The refusal of a loop over a row that does more with a variable than a reduction can.
  static Unreadable notReducible(SourceFile file, Tree tree, String variable) {
    return new Unreadable(file, tree,
        "a loop over a row changes '" + variable + "' in a way that is neither a sum nor a maximum",
        "rows of any length are added up or searched for their largest value, in an order of the compiler's choice",
        "write " + variable + " += ... or " + variable + " = Math.max(" + variable
            + ", ...), and nothing else with it");
  }
}
