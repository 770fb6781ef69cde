package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Operands;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// How a method calls exponentials and their kin on vectors.
///
/// HotSpot inlines one of them into a loop; with a second the method grows past its inlining limit, and vectors would
/// be boxed at every call. Constant method handles are inlined regardless, so a method that needs several calls those.
enum Functions {
  /// The method calls one function at most, by name.
  PLAIN,
  /// The method calls several, through constant handles.
  THROUGH_HANDLES;

  /// What suits a method that computes all these values.
  static Functions forAll(Collection<Value> values) {
    Set<Expr> calls = new HashSet<>();
    for (Value value : values) {
      if (value.shape().isRows() && value.op() instanceof Op.Map map) {
        collect(map.formula(), calls);
      }
    }
    return calls.size() > 1 ? THROUGH_HANDLES : PLAIN;
  }

  private static void collect(Expr expr, Set<Expr> calls) {
    if (expr instanceof Expr.Unary(Expr.UnaryOp op, Expr _) && isFunction(op)) {
      calls.add(expr);
    }
    Operands.of(expr).forEach(operand -> collect(operand, calls));
  }

  /// Whether an operation is a function of ours rather than an instruction.
  static boolean isFunction(Expr.UnaryOp op) {
    return switch (op) {
      case EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, SOFTPLUS, ERF -> true;
      case NEG, ABS, SIGN, SQRT -> false;
    };
  }

  /// The call of a function.
  CodeBlock call(Expr.UnaryOp op, Term x) {
    return switch (this) {
      case PLAIN -> CodeBlock.of("$T.$L($L)", JavaTypes.VECTOR_MATH, ScalarSpelling.function(op), x.code());
      case THROUGH_HANDLES -> CodeBlock.of("($T) $T.$L.invokeExact($Z$L)",
          JavaTypes.FLOAT_VECTOR, JavaTypes.VECTOR_FUNCTIONS, op.name().toUpperCase(Locale.ROOT), x.code());
    };
  }

  /// The body of a method, with the catch clause that handles demand.
  CodeBlock body(CodeBlock body) {
    if (this == PLAIN) {
      return body;
    }
    return CodeBlock.builder()
        .beginControlFlow("try")
        .add(body)
        .nextControlFlow("catch ($T e)", Throwable.class)
        .addStatement("throw $T.unchecked(e)", JavaTypes.VECTOR_FUNCTIONS)
        .endControlFlow()
        .build();
  }
}
