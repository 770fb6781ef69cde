package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;

/// One statement of a program that computes a function of numbers and its gradient.
public sealed interface Step {

  /// What is computed.
  Expr value();

  /// A new name for a value.
  record Define(String name, Expr value) implements Step {}

  /// A value that is added to what a name stands for.
  record Increase(String name, Expr value) implements Step {}

  /// The derivative by an input is known.
  ///
  /// @param input the name of the variable, `x[3]` for an element of an array
  record Deliver(String input, Expr value) implements Step {}
}
