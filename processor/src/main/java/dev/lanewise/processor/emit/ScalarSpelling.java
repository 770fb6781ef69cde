package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.emit.Term.Binding;
import java.util.Locale;

/// Spells one operation on single numbers, in float arithmetic.
final class ScalarSpelling {
  private ScalarSpelling() {}

  static Term constant(double value) {
    return Term.number(CodeBlock.of("$L", literal((float) value)));
  }

  /// A float literal, as short as it can be.
  static String literal(float value) {
    if (value == (int) value && Math.abs(value) < 1e6f) {
      return (int) value + "f";
    }
    return value + "f";
  }

  static Term unary(Expr.UnaryOp op, Term x) {
    return switch (op) {
      case NEG -> new Term(CodeBlock.of("-$L", x.within(Binding.ATOM)), false, Binding.UNARY);
      case ABS -> Term.number(CodeBlock.of("Math.abs($L)", x.code()));
      case SIGN -> Term.number(CodeBlock.of("Math.signum($L)", x.code()));
      case SQRT -> new Term(CodeBlock.of("(float) Math.sqrt($L)", x.code()), false, Binding.UNARY);
      case FLOOR, RINT, EXP, EXPM1, LOG, LOG1P, SIN, COS, ATAN, TANH, SIGMOID, SOFTPLUS, ERF ->
        Term.number(CodeBlock.of("$T.$L($L)", JavaTypes.SCALAR_MATH, function(op), x.code()));
    };
  }

  static Term binary(Expr.BinaryOp op, Term a, Term b) {
    return switch (op) {
      case ADD -> operator("+", a, b, Binding.SUM, Binding.PRODUCT);
      case SUB -> operator("-", a, b, Binding.SUM, Binding.PRODUCT);
      case MUL -> operator("*", a, b, Binding.PRODUCT, Binding.UNARY);
      case DIV -> operator("/", a, b, Binding.PRODUCT, Binding.UNARY);
      case MIN -> Term.number(CodeBlock.of("Math.min($L, $L)", a.code(), b.code()));
      case MAX -> Term.number(CodeBlock.of("Math.max($L, $L)", a.code(), b.code()));
      case POW -> Term.number(CodeBlock.of("$T.pow($L, $L)", JavaTypes.SCALAR_MATH, a.code(), b.code()));
    };
  }

  static Term compare(Expr.CompareOp op, Term a, Term b) {
    String symbol = switch (op) {
      case LT -> "<";
      case LE -> "<=";
      case GT -> ">";
      case GE -> ">=";
      case EQ -> "==";
      case NE -> "!=";
    };
    Binding binding = op == Expr.CompareOp.EQ || op == Expr.CompareOp.NE ? Binding.EQUALITY : Binding.COMPARISON;
    return operator(symbol, a, b, binding, Binding.SUM);
  }

  static Term logic(Expr.LogicOp op, Term a, Term b) {
    return switch (op) {
      case AND -> operator("&&", a, b, Binding.AND, Binding.EQUALITY);
      case OR -> operator("||", a, b, Binding.OR, Binding.AND);
    };
  }

  static Term not(Term condition) {
    return new Term(CodeBlock.of("!$L", condition.within(Binding.ATOM)), false, Binding.UNARY);
  }

  static Term where(Term condition, Term then, Term otherwise) {
    CodeBlock code = CodeBlock.of(
        "$L ? $L : $L", condition.within(Binding.OR), then.within(Binding.OR), otherwise.within(Binding.OR));
    return new Term(code, false, Binding.CONDITIONAL);
  }

  /// The name of a function in the library of vector and scalar functions.
  static String function(Expr.UnaryOp op) {
    return op.name().toLowerCase(Locale.ROOT);
  }

  private static Term operator(String symbol, Term a, Term b, Binding left, Binding right) {
    return new Term(CodeBlock.of("$L $L $L", a.within(left), symbol, b.within(right)), false, left);
  }
}
