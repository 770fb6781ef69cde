package dev.lanewise.processor.read.source;

import static dev.lanewise.processor.read.source.JavaArithmetic.binary;
import static dev.lanewise.processor.read.source.JavaArithmetic.choose;
import static dev.lanewise.processor.read.source.JavaArithmetic.compare;
import static dev.lanewise.processor.read.source.JavaArithmetic.convert;
import static dev.lanewise.processor.read.source.JavaArithmetic.negate;

import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.processor.read.source.JavaValue.Number;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// The methods of `Math` and `StrictMath` that a body may call, each as the formula that computes it.
///
/// Some are made of others, each from the side that loses no digits: `sinh` near 0 by `expm1`, `acos` near 1 by the
/// tangent of the half angle.
final class MathMethods {
  /// A method by its arguments.
  private record Method(int arguments, Function<List<Number>, Number> formula) {}

  private static final Map<String, Method> METHODS = methods();

  private MathMethods() {}

  /// The names, for messages.
  static String names() {
    return String.join(", ", METHODS.keySet());
  }

  static boolean has(String name, int arguments) {
    return METHODS.containsKey(name) && METHODS.get(name).arguments() == arguments;
  }

  /// What a call gives.
  static Number call(String name, List<Number> arguments) {
    return METHODS.get(name).formula().apply(arguments);
  }

  private static Map<String, Method> methods() {
    Map<String, Method> methods = new TreeMap<>();
    unary(methods, "sqrt", UnaryOp.SQRT);
    unary(methods, "exp", UnaryOp.EXP);
    unary(methods, "expm1", UnaryOp.EXPM1);
    unary(methods, "log", UnaryOp.LOG);
    unary(methods, "log1p", UnaryOp.LOG1P);
    unary(methods, "sin", UnaryOp.SIN);
    unary(methods, "cos", UnaryOp.COS);
    unary(methods, "atan", UnaryOp.ATAN);
    unary(methods, "tanh", UnaryOp.TANH);
    unary(methods, "floor", UnaryOp.FLOOR);
    unary(methods, "rint", UnaryOp.RINT);
    methods.put("ceil", of(x -> negate(apply(UnaryOp.FLOOR, negate(x)))));
    methods.put("abs", of(x -> JavaArithmetic.function(UnaryOp.ABS, x, x.type())));
    methods.put("signum", of(x -> JavaArithmetic.function(UnaryOp.SIGN, x, x.type())));
    methods.put("round", of(MathMethods::round));
    methods.put("log10", of(x -> times(1 / Math.log(10), apply(UnaryOp.LOG, x))));
    methods.put("toRadians", of(x -> times(Math.PI / 180, x)));
    methods.put("toDegrees", of(x -> times(180 / Math.PI, x)));
    methods.put("tan", of(x -> join(BinaryOp.DIV, apply(UnaryOp.SIN, x), apply(UnaryOp.COS, x))));
    methods.put("asin", of(MathMethods::asin));
    methods.put("acos", of(MathMethods::acos));
    methods.put("sinh", of(MathMethods::sinh));
    methods.put("cosh", of(x ->
        times(0.5, join(BinaryOp.ADD, apply(UnaryOp.EXP, x), apply(UnaryOp.EXP, negate(x))))));
    methods.put("cbrt", of(x -> join(BinaryOp.MUL,
        apply(UnaryOp.SIGN, x), join(BinaryOp.POW, apply(UnaryOp.ABS, x), constant(1.0 / 3)))));
    methods.put("max", new Method(2, x -> join(BinaryOp.MAX, x.get(0), x.get(1))));
    methods.put("min", new Method(2, x -> join(BinaryOp.MIN, x.get(0), x.get(1))));
    methods.put("pow", new Method(2, x -> convert(join(BinaryOp.POW, widened(x.get(0)), widened(x.get(1))),
        NumberType.DOUBLE)));
    methods.put("fma", new Method(3, x -> join(BinaryOp.ADD, join(BinaryOp.MUL, x.get(0), x.get(1)), x.get(2))));
    methods.put("clamp", new Method(3, x -> join(BinaryOp.MIN, join(BinaryOp.MAX, x.get(0), x.get(1)), x.get(2))));
    return methods;
  }

  private static void unary(Map<String, Method> methods, String name, UnaryOp op) {
    methods.put(name, of(x -> apply(op, x)));
  }

  private static Method of(Function<Number, Number> formula) {
    return new Method(1, arguments -> formula.apply(arguments.getFirst()));
  }

  private static Number apply(UnaryOp op, Number x) {
    return JavaArithmetic.function(op, x, NumberType.DOUBLE);
  }

  private static Number join(BinaryOp op, Number a, Number b) {
    return binary(op, a, b).orElseThrow();
  }

  private static Number times(double factor, Number x) {
    return join(BinaryOp.MUL, constant(factor), x);
  }

  private static Number constant(double value) {
    return Number.of(value, NumberType.DOUBLE);
  }

  private static Number widened(Number x) {
    return convert(x, NumberType.promoted(x.type(), NumberType.FLOAT));
  }

  /// Halves go up: `floor(x + 0.5)`. A float gives an int, a double a long.
  private static Number round(Number x) {
    NumberType whole = x.type() == NumberType.DOUBLE ? NumberType.LONG : NumberType.INT;
    return new Number(apply(UnaryOp.FLOOR, join(BinaryOp.ADD, x, constant(0.5))).expr(), whole);
  }

  private static Number asin(Number x) {
    Number root = apply(UnaryOp.SQRT, join(BinaryOp.MUL,
        join(BinaryOp.SUB, constant(1), x), join(BinaryOp.ADD, constant(1), x)));
    return apply(UnaryOp.ATAN, join(BinaryOp.DIV, x, root));
  }

  private static Number acos(Number x) {
    Number ratio = join(BinaryOp.DIV, join(BinaryOp.SUB, constant(1), x), join(BinaryOp.ADD, constant(1), x));
    return times(2, apply(UnaryOp.ATAN, apply(UnaryOp.SQRT, ratio)));
  }

  private static Number sinh(Number x) {
    Number small = apply(UnaryOp.EXPM1, x);
    Number near = join(BinaryOp.ADD, small, join(BinaryOp.DIV, small, join(BinaryOp.ADD, small, constant(1))));
    Number far = join(BinaryOp.SUB, apply(UnaryOp.EXP, x), apply(UnaryOp.EXP, negate(x)));
    var isNear = compare(CompareOp.LT, apply(UnaryOp.ABS, x), constant(1));
    return times(0.5, choose(isNear, near, far));
  }
}
