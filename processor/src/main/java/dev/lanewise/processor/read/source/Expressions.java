package dev.lanewise.processor.read.source;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.read.source.JavaValue.Number;
import dev.lanewise.processor.read.source.JavaValue.Row;
import dev.lanewise.processor.read.source.JavaValue.Truth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/// What expressions of Java stand for.
final class Expressions {
  private final Scope scope;
  private final Environment variables;
  private final Calls calls;

  Expressions(Scope scope, Environment variables, Calls calls) {
    this.scope = scope;
    this.variables = variables;
    this.calls = calls;
  }

  /// The value of an expression.
  ///
  /// @throws Unreadable if it is outside of the subset
  JavaValue value(ExpressionTree tree) {
    JavaValue value = valueOf(tree);
    calls.note(tree, value, scope.file());
    return value;
  }

  private JavaValue valueOf(ExpressionTree tree) {
    return switch (tree) {
      case ParenthesizedTree parenthesized -> value(parenthesized.getExpression());
      case LiteralTree literal -> literal(literal);
      case IdentifierTree identifier -> identifier(identifier);
      case MemberSelectTree select -> select(select);
      case UnaryTree unary -> unary(unary);
      case BinaryTree binary -> binary(binary);
      case ConditionalExpressionTree choice -> choice(choice);
      case TypeCastTree cast -> cast(cast);
      case ArrayAccessTree access -> element(access);
      case MethodInvocationTree call -> call(call);
      default -> throw Refusals.of(tree, scope.file());
    };
  }

  /// The value of an expression that must be a number.
  Number number(ExpressionTree tree) {
    return switch (value(tree)) {
      case Number number -> number;
      case Truth _ -> throw refused(tree, "a condition stands where a number is needed", "", "write condition ? 1 : 0");
      case Row row -> throw refused(tree, "the array " + row.name() + " stands where a number is needed",
          "only single elements are numbers", "write " + row.name() + "[i], or add up its elements in a loop");
    };
  }

  /// The value of an expression that must be a condition.
  Truth truth(ExpressionTree tree) {
    if (value(tree) instanceof Truth truth) {
      return truth;
    }
    throw refused(tree, "'" + scope.file().text(tree) + "' is not a condition", "", "write a comparison");
  }

  private JavaValue literal(LiteralTree literal) {
    Object value = literal.getValue();
    return switch (value) {
      case Boolean truth -> Truth.of(truth);
      case java.lang.Number number -> Number.of(
          number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue(),
          NumberType.of(number));
      case null, default -> throw refused(literal, "the literal " + scope.file().text(literal) + " is not a number",
          "a formula computes with numbers", "write the number it stands for");
    };
  }

  private JavaValue identifier(IdentifierTree identifier) {
    String name = identifier.getName().toString();
    JavaValue local = variables.get(name);
    if (local != null) {
      return local;
    }
    VariableElement field = scope.field(name).orElseThrow(() -> unknown(identifier));
    return calls.constant(field, identifier, scope);
  }

  private JavaValue select(MemberSelectTree select) {
    String member = select.getIdentifier().toString();
    if (member.equals("length") && select.getExpression() instanceof IdentifierTree array
        && variables.get(array.getName().toString()) instanceof Row row) {
      return row.length().isPresent()
          ? Number.of(row.length().getAsInt(), NumberType.INT)
          : new Number(new Expr.Variable(row.width()), NumberType.INT);
    }
    Optional<TypeElement> owner = scope.type(select.getExpression());
    VariableElement field = owner.flatMap(type -> scope.fieldOf(type, member)).orElseThrow(() -> unknown(select));
    return calls.constant(field, select, scope);
  }

  private Unreadable unknown(ExpressionTree name) {
    return refused(name, "'" + scope.file().text(name) + "' has no value that the compiler can see",
        "a body may use its parameters, its local variables and static final constants",
        "make it a parameter, a local variable or a static final constant");
  }

  private JavaValue unary(UnaryTree unary) {
    return switch (unary.getKind()) {
      case UNARY_MINUS -> JavaArithmetic.negate(number(unary.getExpression()));
      case UNARY_PLUS -> number(unary.getExpression());
      case LOGICAL_COMPLEMENT -> JavaArithmetic.not(truth(unary.getExpression()));
      default -> throw Refusals.of(unary, scope.file());
    };
  }

  private JavaValue binary(BinaryTree binary) {
    return switch (binary.getKind()) {
      case PLUS -> arithmetic(Expr.BinaryOp.ADD, binary);
      case MINUS -> arithmetic(Expr.BinaryOp.SUB, binary);
      case MULTIPLY -> arithmetic(Expr.BinaryOp.MUL, binary);
      case DIVIDE -> arithmetic(Expr.BinaryOp.DIV, binary);
      case REMAINDER -> remainder(binary);
      case LESS_THAN -> comparison(Expr.CompareOp.LT, binary);
      case LESS_THAN_EQUAL -> comparison(Expr.CompareOp.LE, binary);
      case GREATER_THAN -> comparison(Expr.CompareOp.GT, binary);
      case GREATER_THAN_EQUAL -> comparison(Expr.CompareOp.GE, binary);
      case EQUAL_TO -> equality(Expr.CompareOp.EQ, binary);
      case NOT_EQUAL_TO -> equality(Expr.CompareOp.NE, binary);
      case CONDITIONAL_AND, AND -> logic(Expr.LogicOp.AND, binary);
      case CONDITIONAL_OR, OR -> logic(Expr.LogicOp.OR, binary);
      default -> throw Refusals.of(binary, scope.file());
    };
  }

  private Number arithmetic(Expr.BinaryOp op, BinaryTree tree) {
    return arithmetic(op, number(tree.getLeftOperand()), number(tree.getRightOperand()), tree);
  }

  /// Two numbers joined, as the tree that does it says.
  Number arithmetic(Expr.BinaryOp op, Number a, Number b, Tree tree) {
    try {
      return JavaArithmetic.binary(op, a, b).orElseThrow(() -> refused(tree,
          "'" + scope.file().text(tree) + "' divides whole numbers",
          "the result is cut to a whole number, so that its derivative is 0 wherever it exists",
          "make one of them a float, such as (float) of the first"));
    } catch (ArithmeticException _) {
      throw refused(tree, "'" + scope.file().text(tree) + "' divides by 0", "", "divide by another number");
    }
  }

  private Number remainder(BinaryTree tree) {
    Number a = number(tree.getLeftOperand());
    Number b = number(tree.getRightOperand());
    if (!a.isConstant() || !b.isConstant() || b.constant() == 0) {
      throw refused(tree, "'" + scope.file().text(tree) + "' has the remainder of a number that is not a constant",
          "it jumps wherever the division comes out even", "write x - y * Math.floor(x / y) if that is what you need");
    }
    return Number.of(a.constant() % b.constant(), NumberType.promoted(a.type(), b.type()));
  }

  private Truth comparison(Expr.CompareOp op, BinaryTree tree) {
    return JavaArithmetic.compare(op, number(tree.getLeftOperand()), number(tree.getRightOperand()));
  }

  private Truth equality(Expr.CompareOp op, BinaryTree tree) {
    if (value(tree.getLeftOperand()) instanceof Truth a) {
      Truth b = truth(tree.getRightOperand());
      Truth same = JavaArithmetic.choose(a, b, JavaArithmetic.not(b));
      return op == Expr.CompareOp.EQ ? same : JavaArithmetic.not(same);
    }
    return comparison(op, tree);
  }

  private Truth logic(Expr.LogicOp op, BinaryTree tree) {
    if (!(value(tree.getLeftOperand()) instanceof Truth)) {
      throw Refusals.of(tree, scope.file());
    }
    return JavaArithmetic.logic(op, truth(tree.getLeftOperand()), truth(tree.getRightOperand()));
  }

  private JavaValue choice(ConditionalExpressionTree tree) {
    Truth condition = truth(tree.getCondition());
    if (condition.isKnown()) {
      return value(condition.equals(Truth.TRUE) ? tree.getTrueExpression() : tree.getFalseExpression());
    }
    if (value(tree.getTrueExpression()) instanceof Truth then) {
      return JavaArithmetic.choose(condition, then, truth(tree.getFalseExpression()));
    }
    return JavaArithmetic.choose(condition, number(tree.getTrueExpression()), number(tree.getFalseExpression()));
  }

  private Number cast(TypeCastTree cast) {
    return JavaArithmetic.convert(number(cast.getExpression()), type(cast.getType()));
  }

  /// The numeric type that a tree names.
  NumberType type(Tree tree) {
    if (tree instanceof PrimitiveTypeTree primitive) {
      for (NumberType type : NumberType.values()) {
        if (primitive.getPrimitiveTypeKind().name().equals(type.name())) {
          return type;
        }
      }
    }
    throw refused(tree, "the type " + scope.file().text(tree) + " is not part of formulas",
        "a formula computes with numbers", "use float, double or int");
  }

  private Number element(ArrayAccessTree access) {
    if (!(value(access.getExpression()) instanceof Row row)) {
      throw refused(access, "'" + scope.file().text(access.getExpression()) + "' is not an array of the parameters",
          "", "read the elements of a parameter only");
    }
    Number index = number(access.getIndex());
    NumberType type = NumberType.FLOAT;
    if (index.expr().equals(RowLoop.POSITION)) {
      return new Number(new Expr.Variable(row.name()), type);
    }
    if (index.expr() instanceof Expr.Variable) {
      return new Number(new Expr.Element(row.name(), index.expr()), type);
    }
    if (!index.isConstant()) {
      throw refused(access, "'" + scope.file().text(access) + "' has an index that is computed from "
          + "what is known at run time only", "", "use the variable of a loop, the label, or a constant");
    }
    if (index.constant() < 0 || row.length().isPresent() && index.constant() >= row.length().getAsInt()) {
      throw refused(access, "'" + scope.file().text(access) + "' is outside of the array, at "
          + (int) index.constant(), "", row.length().isPresent()
              ? "use an index from 0 to " + (row.length().getAsInt() - 1) : "use an index of at least 0");
    }
    return new Number(new Expr.Element(row.name(), index.expr()), type);
  }

  private JavaValue call(MethodInvocationTree call) {
    List<JavaValue> arguments = call.getArguments().stream().map(this::value).toList();
    return calls.call(call, arguments, scope);
  }

  Unreadable refused(Tree tree, String what, String reason, String fix) {
    return new Unreadable(scope.file(), tree, what, reason, fix);
  }

  /// The words for an operator of assignment.
  static Optional<Expr.BinaryOp> compound(Tree.Kind kind) {
    return switch (kind) {
      case PLUS_ASSIGNMENT -> Optional.of(Expr.BinaryOp.ADD);
      case MINUS_ASSIGNMENT -> Optional.of(Expr.BinaryOp.SUB);
      case MULTIPLY_ASSIGNMENT -> Optional.of(Expr.BinaryOp.MUL);
      case DIVIDE_ASSIGNMENT -> Optional.of(Expr.BinaryOp.DIV);
      default -> Optional.empty();
    };
  }

  /// A kind of tree in words: `while loop`.
  static String words(Tree.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
