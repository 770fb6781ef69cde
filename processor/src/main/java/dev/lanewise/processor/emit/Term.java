package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;

/// A piece of Java that stands for a value of a formula.
///
/// @param code the expression
/// @param isVector whether it is a vector (or, for a condition, a mask); else one number or boolean for all lanes
/// @param binding how tightly its outermost operator binds, for parentheses
record Term(CodeBlock code, boolean isVector, Binding binding) {

  /// How tightly an operator binds, loosest first.
  enum Binding { CONDITIONAL, OR, AND, EQUALITY, COMPARISON, SUM, PRODUCT, UNARY, ATOM }

  static Term vector(CodeBlock code) {
    return new Term(code, true, Binding.ATOM);
  }

  static Term number(CodeBlock code) {
    return new Term(code, false, Binding.ATOM);
  }

  static Term vector(String name) {
    return vector(CodeBlock.of("$N", name));
  }

  static Term number(String name) {
    return number(CodeBlock.of("$N", name));
  }

  /// The code, in parentheses where an operator that binds as given would tear it apart.
  CodeBlock within(Binding outer) {
    return binding.compareTo(outer) < 0 ? CodeBlock.of("($L)", code) : code;
  }
}
