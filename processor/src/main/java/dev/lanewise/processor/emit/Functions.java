package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.Collection;
import java.util.Locale;

/// How a method calls exponentials and their kin on vectors.
///
/// HotSpot stops inlining ordinary methods where a compilation has grown past a limit, and vectors would then be boxed
/// at every call. What has been inlined before, into the method or into its callers, decides when that is. Constant
/// method handles are inlined regardless, so functions are always called through them.
final class Functions {
  private Functions() {}

  private static boolean callsAny(Collection<Value> values) {
    return values.stream()
        .filter(value -> value.shape().isRows())
        .anyMatch(value -> value.op() instanceof Op.Map map && callsAny(map.formula()));
  }

  private static boolean callsAny(Expr expr) {
    return Parts.of(expr).stream()
        .anyMatch(part -> part instanceof Expr.Unary(Expr.UnaryOp op, Expr _) && isFunction(op));
  }

  /// Whether an operation is a function of ours rather than an instruction.
  static boolean isFunction(Expr.UnaryOp op) {
    return switch (op) {
      case SIGN, EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, SOFTPLUS, ERF -> true;
      case NEG, ABS, SQRT -> false;
    };
  }

  /// The call of a function.
  static CodeBlock call(Expr.UnaryOp op, Term x) {
    return CodeBlock.of("($T) $T.$L.invokeExact($L)",
        JavaTypes.FLOAT_VECTOR, JavaTypes.VECTOR_FUNCTIONS, op.name().toUpperCase(Locale.ROOT), x.code());
  }

  /// The body of a method that computes all these values, with the catch clause that handles demand if it calls any.
  static CodeBlock body(Collection<Value> values, CodeBlock body) {
    if (!callsAny(values)) {
      return body;
    }
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
