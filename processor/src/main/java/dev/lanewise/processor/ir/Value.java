package dev.lanewise.processor.ir;

import dev.lanewise.processor.diagnostic.Origin;

/// The result of an operation. Two values are the same only if they are one object.
public final class Value {
  private final String name;
  private final Shape shape;
  private final Op op;
  private final Origin origin;

  /// Creates a value.
  ///
  /// @param name unique in its graph and built from the user's names: `hidden`, `hidden.weight`, `dHidden`
  /// @param origin where the user wrote what this comes from
  public Value(String name, Shape shape, Op op, Origin origin) {
    this.name = name;
    this.shape = shape;
    this.op = op;
    this.origin = origin;
  }

  /// The name, unique in the graph.
  public String name() {
    return name;
  }

  /// The shape.
  public Shape shape() {
    return shape;
  }

  /// What computes it.
  public Op op() {
    return op;
  }

  /// Where the user wrote what this comes from.
  public Origin origin() {
    return origin;
  }

  /// Whether it exists before the step begins.
  public boolean isLeaf(Op.LeafKind kind) {
    return op instanceof Op.Leaf leaf && leaf.kind() == kind;
  }

  /// Whether it exists before the step begins, whatever its kind.
  public boolean isGiven() {
    return op instanceof Op.Leaf || op instanceof Op.Mask;
  }

  /// Whether it is a parameter that training leaves as it is.
  public boolean isFrozen() {
    return op instanceof Op.Leaf leaf && leaf.learningRateScale() == 0;
  }

  @Override
  public String toString() {
    return name + shape;
  }
}
