package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.emit.Term.Binding;
import dev.lanewise.processor.layer.Precision;
import java.util.function.Function;

/// Spells formulas of single numbers as Java expressions, in float or in double arithmetic. Long ones may be broken
/// before an operator.
final class NumberSpelling {
  private static final ClassName DOUBLE_FUNCTIONS = ClassName.get("dev.lanewise.formula", "DoubleFunctions");

  private final Precision precision;
  private final Function<String, CodeBlock> variables;

  /// Creates a spelling.
  ///
  /// @param variables what stands for each variable; nothing that an operator could tear apart
  NumberSpelling(Precision precision, Function<String, CodeBlock> variables) {
    this.precision = precision;
    this.variables = variables;
  }

  /// The primitive type of all numbers.
  TypeName type() {
    return precision == Precision.FLOAT ? TypeName.FLOAT : TypeName.DOUBLE;
  }

  CodeBlock spell(Expr expr) {
    return term(expr).code();
  }

  private Term term(Expr expr) {
    return switch (expr) {
      case Expr.Variable(String name) -> Term.number(variables.apply(name));
      case Expr.Constant(double value) -> constant(value);
      case Expr.Unary(Expr.UnaryOp op, Expr x) -> unary(op, term(x));
      case Expr.Binary(Expr.BinaryOp op, Expr a, Expr b) -> binary(op, term(a), term(b));
      case Expr.Where(Expr condition, Expr then, Expr otherwise) ->
          ScalarSpelling.where(term(condition), term(then), term(otherwise));
      case Expr.Compare(Expr.CompareOp op, Expr a, Expr b) -> ScalarSpelling.compare(op, term(a), term(b));
      case Expr.Logic(Expr.LogicOp op, Expr a, Expr b) -> ScalarSpelling.logic(op, term(a), term(b));
      case Expr.Not(Expr condition) -> ScalarSpelling.not(term(condition));
      case Expr.Reduce _, Expr.Element _ -> throw new IllegalArgumentException("not a formula of numbers: " + expr);
    };
  }

  /// A minus sign in front would meet another one.
  private Term constant(double value) {
    if (precision == Precision.FLOAT) {
      return ScalarSpelling.constant(value);
    }
    boolean isNegative = Double.compare(value, 0) < 0;
    return new Term(CodeBlock.of("$L", value), false, isNegative ? Binding.UNARY : Binding.ATOM);
  }

  private Term unary(Expr.UnaryOp op, Term x) {
    if (precision == Precision.FLOAT) {
      return ScalarSpelling.unary(op, x);
    }
    return switch (op) {
      case NEG, ABS, SIGN -> ScalarSpelling.unary(op, x);
      case SQRT -> Term.number(CodeBlock.of("Math.sqrt($L)", x.code()));
      case FLOOR, RINT -> Term.number(CodeBlock.of("Math.$L($L)", ScalarSpelling.function(op), x.code()));
      case EXP, EXPM1, LOG, LOG1P, SIN, COS, ATAN, TANH ->
          Term.number(CodeBlock.of("StrictMath.$L($L)", ScalarSpelling.function(op), x.code()));
      case SIGMOID, SOFTPLUS, ERF ->
          Term.number(CodeBlock.of("$T.$L($L)", DOUBLE_FUNCTIONS, ScalarSpelling.function(op), x.code()));
    };
  }

  private Term binary(Expr.BinaryOp op, Term a, Term b) {
    return switch (op) {
      case ADD -> operator("+", a, b, Binding.SUM);
      case SUB -> operator("-", a, b, Binding.SUM);
      case MUL, DIV, MIN, MAX -> ScalarSpelling.binary(op, a, b);
      case POW -> precision == Precision.FLOAT
          ? ScalarSpelling.binary(op, a, b)
          : Term.number(CodeBlock.of("StrictMath.pow($L, $L)", a.code(), b.code()));
    };
  }

  private static Term operator(String symbol, Term a, Term b, Binding binding) {
    CodeBlock code = CodeBlock.of("$L$W$L $L", a.within(binding), symbol, b.within(Binding.PRODUCT));
    return new Term(code, false, binding);
  }
}
