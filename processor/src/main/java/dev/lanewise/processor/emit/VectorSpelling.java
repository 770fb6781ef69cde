package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.emit.Term.Binding;

/// Spells one operation of which at least one operand is a vector; numbers are operands as they are where the API
/// allows.
final class VectorSpelling {
  private VectorSpelling() {}

  static Term unary(Expr.UnaryOp op, Term x) {
    return switch (op) {
      case NEG -> method(x, "neg");
      case ABS -> method(x, "abs");
      case SQRT -> method(x, "sqrt");
      case SIGN, FLOOR, RINT, EXP, EXPM1, LOG, LOG1P, SIN, COS, ATAN, TANH, SIGMOID, SOFTPLUS, ERF ->
        new Term(Functions.call(op.name(), x), true, Binding.UNARY);
    };
  }

  static Term binary(Expr.BinaryOp op, Term a, Term b) {
    if (Functions.isFunction(op)) {
      return new Term(Functions.call(op.name(), broadcast(a), broadcast(b)), true, Binding.UNARY);
    }
    boolean commutes = op != Expr.BinaryOp.SUB && op != Expr.BinaryOp.DIV;
    Term receiver = !a.isVector() && commutes ? b : broadcast(a);
    Term argument = !a.isVector() && commutes ? a : b;
    String name = switch (op) {
      case ADD -> "add";
      case SUB -> "sub";
      case MUL -> "mul";
      case DIV -> "div";
      case MIN -> "min";
      case MAX -> "max";
      case POW -> throw new IllegalArgumentException("a power is no method of a vector");
    };
    return Term.vector(CodeBlock.of("$L.$L($L)", receiver.within(Binding.ATOM), name, argument.code()));
  }

  /// The larger, or the smaller, of a vector and a number, the same bits as of `max` and `min`. These are seven
  /// instructions on x86, for zeros of both signs and NaN; a comparison with a number that is known needs two.
  ///
  /// @param x a local variable, because it is named twice
  static Term bound(Expr.BinaryOp op, Term x, Term bound) {
    String beyond = op == Expr.BinaryOp.MAX ? "LE" : "GE";
    return Term.vector(CodeBlock.of("$L.blend($L,$W$L.compare($T.$L, $L))",
        x.code(), bound.code(), x.code(), JavaTypes.VECTOR_OPERATORS, beyond, bound.code()));
  }

  static Term compare(Expr.CompareOp op, Term a, Term b) {
    return Term.vector(CodeBlock.of("$L.compare($T.$L, $L)",
        broadcast(a).within(Binding.ATOM), JavaTypes.VECTOR_OPERATORS, op.name(), b.code()));
  }

  static Term logic(Expr.LogicOp op, Term a, Term b) {
    String name = op == Expr.LogicOp.AND ? "and" : "or";
    return Term.vector(CodeBlock.of("$L.$L($L)", mask(a).code(), name, mask(b).code()));
  }

  static Term not(Term condition) {
    return method(condition, "not");
  }

  static Term where(Term condition, Term then, Term otherwise) {
    return Term.vector(CodeBlock.of("$L.blend($L,$W$L)",
        broadcast(otherwise).within(Binding.ATOM), then.code(), mask(condition).code()));
  }

  /// A vector of one number in every lane; a vector as it is.
  static Term broadcast(Term x) {
    if (x.isVector()) {
      return x;
    }
    return x.code().equals(ScalarSpelling.constant(0).code())
        ? Term.vector(CodeBlock.of("$T.zero(SPECIES)", JavaTypes.FLOAT_VECTOR))
        : Term.vector(CodeBlock.of("$T.broadcast(SPECIES, $L)", JavaTypes.FLOAT_VECTOR, x.code()));
  }

  private static Term mask(Term condition) {
    return condition.isVector() ? condition : Term.vector(CodeBlock.of("SPECIES.maskAll($L)", condition.code()));
  }

  private static Term method(Term x, String name) {
    return Term.vector(CodeBlock.of("$L.$L()", x.within(Binding.ATOM), name));
  }
}
