package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

/// How a method calls exponentials and their kin on vectors.
///
/// HotSpot stops inlining ordinary methods where a compilation has grown past a limit, and vectors would then be boxed
/// at every call. What has been inlined before, into the method or into its callers, decides when that is. Constant
/// method handles are inlined regardless, so functions are always called through them.
final class Functions {
  private Functions() {}

  private static boolean callsAny(Stream<Value> values) {
    return values.anyMatch(value -> value.op() instanceof Op.Map map && callsAny(map.formula()));
  }

  private static boolean callsAny(Expr expr) {
    return Parts.of(expr).stream().anyMatch(Functions::isFunction);
  }

  /// Whether an expression is a call of a function of ours rather than an instruction.
  static boolean isFunction(Expr expr) {
    return switch (expr) {
      case Expr.Unary(Expr.UnaryOp op, Expr _) -> isFunction(op);
      case Expr.Binary(Expr.BinaryOp op, Expr _, Expr _) -> isFunction(op);
      default -> false;
    };
  }

  private static boolean isFunction(Expr.UnaryOp op) {
    return switch (op) {
      case SIGN, FLOOR, RINT, EXP, EXPM1, LOG, LOG1P, SIN, COS, ATAN, TANH, SIGMOID, SOFTPLUS, ERF -> true;
      case NEG, ABS, SQRT -> false;
    };
  }

  /// Whether an operation on two vectors is a function of ours rather than a method of theirs.
  static boolean isFunction(Expr.BinaryOp op) {
    return switch (op) {
      case POW -> true;
      case ADD, SUB, MUL, DIV, MIN, MAX -> false;
    };
  }

  /// The call of a function, whose handle has the name of the operation.
  static CodeBlock call(String operation, Term... operands) {
    CodeBlock arguments = Arrays.stream(operands).map(Term::code).collect(CodeBlock.joining(", "));
    return CodeBlock.of("($T) $T.$L.invokeExact($L)",
        JavaTypes.FLOAT_VECTOR, JavaTypes.VECTOR_FUNCTIONS, operation, arguments);
  }

  /// The body of a method that computes all these values, with the catch clause that handles demand if it calls any.
  static CodeBlock body(Collection<Value> values, CodeBlock body) {
    return callsAny(values.stream().filter(value -> value.shape().isRows())) ? caught(body) : body;
  }

  /// The same where what is one number for a sample is computed in vectors too.
  static CodeBlock bodyOfSamples(Collection<Value> values, CodeBlock body) {
    return callsAny(values.stream()) ? caught(body) : body;
  }

  private static CodeBlock caught(CodeBlock body) {
    return CodeBlock.builder()
        .add("// Handles are inlined where a plain call no longer is: vectors stay in registers.\n")
        .beginControlFlow("try")
        .add(body)
        .nextControlFlow("catch ($T e)", Throwable.class)
        .addStatement("throw $T.unchecked(e)", JavaTypes.VECTOR_FUNCTIONS)
        .endControlFlow()
        .build();
  }
}
