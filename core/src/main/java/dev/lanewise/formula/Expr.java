package dev.lanewise.formula;

/// An expression of the scalar IR: immutable, closed, and compared by structure.
///
/// A formula is a tree of these; two equal subtrees are one value computed once. An object that occurs many times is
/// compared once; [Parts] has walks of which the same is true. [Reduce] and [Element] occur only in row-wise formulas,
/// over the vectors `outputs` and `targets`, and are lowered to operations of the graph.
/// Conditions ([Compare], [Logic], [Not]) occur only as the first operand of [Where] or inside each other.
public sealed interface Expr {

  /// A parameter of the formula, or a named constant that is replaced before use.
  record Variable(String name) implements Expr {}

  /// A number. Generated code uses it rounded to single precision.
  record Constant(double value) implements Expr {}

  /// A function of one number.
  record Unary(UnaryOp op, Expr x) implements Expr {
    @Override
    public boolean equals(Object other) {
      return Structure.equal(this, other);
    }

    @Override
    public int hashCode() {
      return Structure.hash(this);
    }
  }

  /// A function of two numbers.
  record Binary(BinaryOp op, Expr a, Expr b) implements Expr {
    @Override
    public boolean equals(Object other) {
      return Structure.equal(this, other);
    }

    @Override
    public int hashCode() {
      return Structure.hash(this);
    }
  }

  /// One of two numbers; both are computed, one is chosen.
  record Where(Expr condition, Expr then, Expr otherwise) implements Expr {
    @Override
    public boolean equals(Object other) {
      return Structure.equal(this, other);
    }

    @Override
    public int hashCode() {
      return Structure.hash(this);
    }
  }

  /// A comparison of two numbers; false where either is NaN, except [CompareOp#NE].
  record Compare(CompareOp op, Expr a, Expr b) implements Expr {
    @Override
    public boolean equals(Object other) {
      return Structure.equal(this, other);
    }

    @Override
    public int hashCode() {
      return Structure.hash(this);
    }
  }

  /// Two conditions joined.
  record Logic(LogicOp op, Expr a, Expr b) implements Expr {
    @Override
    public boolean equals(Object other) {
      return Structure.equal(this, other);
    }

    @Override
    public int hashCode() {
      return Structure.hash(this);
    }
  }

  /// A condition reversed.
  record Not(Expr condition) implements Expr {
    @Override
    public boolean equals(Object other) {
      return Structure.equal(this, other);
    }

    @Override
    public int hashCode() {
      return Structure.hash(this);
    }
  }

  /// A vector expression reduced to one number, in a row-wise formula.
  record Reduce(ReduceOp op, Expr x) implements Expr {
    @Override
    public boolean equals(Object other) {
      return Structure.equal(this, other);
    }

    @Override
    public int hashCode() {
      return Structure.hash(this);
    }
  }

  /// One element of a vector variable, in a row-wise formula: `outputs[label]` or `outputs[0]`.
  ///
  /// @param index a [Variable] that holds an index, or a whole [Constant] of at least 0
  record Element(String vector, Expr index) implements Expr {}

  /// Functions of one number. `SIGN` is -1, 0 or 1, and NaN for NaN; `RINT` rounds to the nearest whole number, to the
  /// even one of two.
  enum UnaryOp {
    NEG, ABS, SIGN, FLOOR, RINT, SQRT, EXP, EXPM1, LOG, LOG1P, SIN, COS, ATAN, TANH, SIGMOID, SOFTPLUS, ERF
  }

  /// Functions of two numbers. `MIN` and `MAX` are NaN if either operand is; `POW` is as [Math#pow] says, with the
  /// first operand raised to the power of the second.
  enum BinaryOp { ADD, SUB, MUL, DIV, MIN, MAX, POW }

  /// Comparisons.
  enum CompareOp { LT, LE, GT, GE, EQ, NE }

  /// Ways to join conditions.
  enum LogicOp { AND, OR }

  /// Ways to reduce a vector to a number.
  enum ReduceOp { SUM, MAX, LOG_SUM_EXP }
}
