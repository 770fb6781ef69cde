package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.Binary;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.Compare;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Logic;
import dev.lanewise.formula.Expr.LogicOp;
import dev.lanewise.formula.Expr.Not;
import dev.lanewise.formula.Expr.Reduce;
import dev.lanewise.formula.Expr.Unary;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Expr.Variable;
import dev.lanewise.formula.Expr.Where;
import dev.lanewise.simd.ScalarMath;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Computes a formula of one element in single precision, operation by operation as generated code spells it.
final class FloatEvaluator {
  private static final Map<String, Method> FUNCTIONS = functions();

  private final Map<String, Float> variables;
  private final Map<Expr, Float> computed = new HashMap<>();

  private FloatEvaluator(Map<String, Float> variables) {
    this.variables = variables;
  }

  static float evaluate(Expr formula, Map<String, Float> variables) {
    return new FloatEvaluator(variables).number(formula);
  }

  private float number(Expr expr) {
    Float known = computed.get(expr);
    if (known != null) {
      return known;
    }
    float value = switch (expr) {
      case Variable(String name) -> variables.get(name);
      case Constant(double number) -> (float) number;
      case Unary(UnaryOp op, Expr x) -> unary(op, number(x));
      case Binary(BinaryOp op, Expr a, Expr b) -> binary(op, number(a), number(b));
      case Where(Expr condition, Expr then, Expr otherwise) -> number(holds(condition) ? then : otherwise);
      case Compare _, Logic _, Not _, Reduce _, Element _ ->
        throw new IllegalArgumentException("not a number of one element: " + expr);
    };
    computed.put(expr, value);
    return value;
  }

  private boolean holds(Expr condition) {
    return switch (condition) {
      case Compare(CompareOp op, Expr a, Expr b) -> Evaluator.holds(op, number(a), number(b));
      case Logic(LogicOp op, Expr a, Expr b) ->
        op == LogicOp.AND ? holds(a) && holds(b) : holds(a) || holds(b);
      case Not(Expr negated) -> !holds(negated);
      default -> throw new IllegalArgumentException("not a condition: " + condition);
    };
  }

  private static float unary(UnaryOp op, float x) {
    return switch (op) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case SQRT -> (float) Math.sqrt(x);
      default -> function(op, x);
    };
  }

  private static float binary(BinaryOp op, float a, float b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      default -> function(op, a, b);
    };
  }

  /// A function of the library; generated code finds it by the same name.
  private static float function(Enum<?> op, Object... arguments) {
    try {
      return (float) FUNCTIONS.get(op.name().toLowerCase(Locale.ROOT)).invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Method> functions() {
    Map<String, Method> functions = new HashMap<>();
    Arrays.stream(ScalarMath.class.getMethods())
        .filter(method -> method.getReturnType() == float.class)
        .forEach(method -> functions.put(method.getName(), method));
    return functions;
  }
}
