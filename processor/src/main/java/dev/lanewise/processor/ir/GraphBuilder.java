package dev.lanewise.processor.ir;

import dev.lanewise.formula.Expr;
import dev.lanewise.processor.diagnostic.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the values of a graph in order, with the shape each operation gives. The only way to make a [Graph]'s values.
///
/// Asking twice for the same operation on the same values gives the same value, so that common work is shared.
public final class GraphBuilder {
  private final List<Value> values = new ArrayList<>();
  private final Map<Op, Value> byOperation = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  /// The values so far, in order.
  public List<Value> values() {
    return List.copyOf(values);
  }

  /// Takes over a value of another graph whose inputs have been taken over before.
  public void adopt(Value value) {
    names.add(value.name());
    values.add(value);
    if (!(value.op() instanceof Op.Leaf)) {
      byOperation.putIfAbsent(value.op(), value);
    }
  }

  /// Something that exists before the step begins.
  public Value leaf(String name, Op.LeafKind kind, Shape shape, Origin origin) {
    return add(new Value(unique(name), shape, new Op.Leaf(kind), origin));
  }

  /// A parameter.
  ///
  /// @param learningRateScale what its learning rate is multiplied by, 0 if it is frozen
  public Value parameter(String name, Shape shape, float learningRateScale, Origin origin) {
    Op leaf = new Op.Leaf(Op.LeafKind.PARAMETER, learningRateScale);
    return add(new Value(unique(name), shape, leaf, origin));
  }

  /// The value of an operation.
  ///
  /// @param name wanted; a number is appended if it is taken
  /// @throws IllegalArgumentException if the inputs do not fit
  public Value value(String name, Op op, Origin origin) {
    Value known = byOperation.get(op);
    if (known != null) {
      return known;
    }
    Value value = add(new Value(unique(name), shape(op), op, origin));
    byOperation.put(op, value);
    return value;
  }

  /// The value of an operation, apart from any other that computes the same: nothing is kept for both.
  public Value another(String name, Op op, Origin origin) {
    return add(new Value(unique(name), shape(op), op, origin));
  }

  /// A formula applied element by element; arguments are given as name, value pairs in two lists.
  public Value map(String name, Expr formula, List<String> arguments, List<Value> inputs, Origin origin) {
    return value(name, new Op.Map(formula, arguments, inputs), origin);
  }

  private Value add(Value value) {
    values.add(value);
    return value;
  }

  private String unique(String name) {
    String candidate = name;
    for (int i = 2; !names.add(candidate); i++) {
      candidate = name + i;
    }
    return candidate;
  }

  /// The shape of an operation's result.
  static Shape shape(Op op) {
    return switch (op) {
      case Op.Leaf leaf -> throw new IllegalArgumentException("a leaf brings its own shape: " + leaf.kind());
      case Op.Mask mask -> mask.shape();
      case Op.Contract contract -> contract.form().shape(contract.a().shape(), contract.b().shape());
      case Op.Map map -> mapShape(map);
      case Op.Reduce reduce -> reduceShape(reduce);
      case Op.Softmax softmax -> requireRows(softmax.x());
      case Op.Gather gather -> {
        requireRows(gather.x());
        yield Shape.PER_SAMPLE;
      }
      case Op.Pick pick -> {
        if (pick.column() < 0 || pick.column() >= requireRows(pick.x()).width()) {
          throw new IllegalArgumentException(pick.x() + " has no column " + pick.column());
        }
        yield Shape.PER_SAMPLE;
      }
      case Op.Scatter scatter -> Shape.rows(scatter.width());
      case Op.Broadcast broadcast -> broadcastShape(broadcast);
    };
  }

  private static Shape mapShape(Op.Map map) {
    Shape widest = Shape.SCALAR;
    for (Value input : map.inputs()) {
      if (widest.broadcastsTo(input.shape())) {
        widest = input.shape();
      }
    }
    for (Value input : map.inputs()) {
      if (!input.shape().broadcastsTo(widest)) {
        throw new IllegalArgumentException(input + " cannot be repeated to " + widest);
      }
    }
    return widest;
  }

  private static Shape reduceShape(Op.Reduce reduce) {
    Shape shape = reduce.x().shape();
    if (reduce.axis() == Op.Axis.COLUMNS && shape.isVector()) {
      return Shape.SCALAR;
    }
    if (!shape.hasBatch()) {
      throw new IllegalArgumentException("nothing to reduce over in " + reduce.x());
    }
    if (reduce.axis() == Op.Axis.COLUMNS) {
      requireRows(reduce.x());
      return Shape.PER_SAMPLE;
    }
    return shape.isRows() ? Shape.vector(shape.width()) : Shape.SCALAR;
  }

  private static Shape broadcastShape(Op.Broadcast broadcast) {
    if (!broadcast.x().shape().broadcastsTo(broadcast.shape())) {
      throw new IllegalArgumentException(broadcast.x() + " cannot be repeated to " + broadcast.shape());
    }
    return broadcast.shape();
  }

  private static Shape requireRows(Value x) {
    if (!x.shape().isRows()) {
      throw new IllegalArgumentException(x + " must have a row for each sample");
    }
    return x.shape();
  }
}
