package dev.lanewise.processor.pass;

import static dev.lanewise.formula.Formulas.add;
import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.subtract;
import static dev.lanewise.formula.Formulas.variable;
import static dev.lanewise.formula.Formulas.where;

import dev.lanewise.formula.Expr;
import dev.lanewise.processor.ir.Contraction;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.Derivative;
import dev.lanewise.processor.scalar.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Reverse-mode differentiation: adds the gradient of the loss with respect to every parameter. That of a frozen one is
/// 0, and nothing is computed on the way to it.
///
/// Values are visited from the loss backwards; [#rule] is the table of what each operation passes on to its inputs. The
/// rules are written in the same operations, so the set is closed. Before and after, for `y = map f(x)`:
///
/// ```
/// y = map f(x)            y  = map f(x)
///                         dx = map d * f'(x) where d = dy, x = x
/// ```
final class Differentiate {
  private static final String UPSTREAM = "d";

  private final GraphBuilder graph = new GraphBuilder();
  private final Set<Value> active = new HashSet<>();
  private final Map<Value, Value> adjoints = new HashMap<>();
  private final Map<Value, Integer> contributions = new HashMap<>();

  private Differentiate() {}

  /// Differentiates the loss; a graph without a loss stays as it is.
  static Graph run(Graph forward) {
    return forward.loss().map(loss -> new Differentiate().run(forward, loss)).orElse(forward);
  }

  private Graph run(Graph forward, Value loss) {
    forward.values().forEach(this::adopt);
    countContributions(loss);
    adjoints.put(loss, graph.map(gradientName(loss), constant(1), List.of(), List.of(), loss.origin()));
    for (Value value : forward.values().reversed()) {
      Value adjoint = adjoints.get(value);
      if (adjoint != null && active.contains(value)) {
        rule(value, adjoint);
      }
    }
    Map<String, Value> gradients = new LinkedHashMap<>();
    for (Value value : forward.values()) {
      if (value.isLeaf(Op.LeafKind.PARAMETER)) {
        gradients.put(value.name(), adjoints.containsKey(value) ? adjoints.get(value) : zero(value));
      }
    }
    return new Graph(graph.values(), forward.outputs(), forward.loss(), gradients);
  }

  /// The gradient of what the loss does not change with, or of what is frozen.
  private Value zero(Value parameter) {
    Value zero = graph.map("zero", constant(0), List.of(), List.of(), parameter.origin());
    return graph.value(gradientName(parameter), new Op.Broadcast(zero, parameter.shape()), parameter.origin());
  }

  /// Takes over a value and notes whether it depends on a parameter that is trained.
  private void adopt(Value value) {
    graph.adopt(value);
    boolean isTrained = value.isLeaf(Op.LeafKind.PARAMETER) && !value.isFrozen();
    if (isTrained || value.op().inputs().stream().anyMatch(active::contains)) {
      active.add(value);
    }
  }

  /// Counts how many gradients will come together at each value on the way from the loss.
  private void countContributions(Value loss) {
    Set<Value> reached = new HashSet<>(Set.of(loss));
    for (Value value : graph.values().reversed()) {
      if (reached.contains(value) && active.contains(value)) {
        List<Value> inputs = value.op().inputs();
        for (int i = 0; i < inputs.size(); i++) {
          if (!(value.op() instanceof Op.Map map) || hasSlope(map, i)) {
            reached.add(inputs.get(i));
            contributions.merge(inputs.get(i), 1, Integer::sum);
          }
        }
      }
    }
  }

  /// The table of rules: what `dy`, the gradient of the operation's result, gives to each input.
  private void rule(Value y, Value dy) {
    switch (y.op()) {
      case Op.Leaf _, Op.Mask _ -> { }
      case Op.Contract(Contraction form, Value a, Value b) -> contractRule(form, a, b, dy);
      case Op.Map map -> mapRule(map, dy);
      case Op.Reduce(Expr.ReduceOp op, Op.Axis _, Value x) -> reduceRule(op, x, y, dy);
      case Op.Softmax(Value x) -> softmaxRule(x, y, dy);
      case Op.Gather(Value x, Value labels) -> pass(x, () -> new Op.Scatter(dy, labels, x.shape().width()));
      case Op.Pick(Value x, int column) -> pickRule(x, column, dy);
      case Op.Scatter(Value x, Value labels, int _) -> pass(x, () -> new Op.Gather(dy, labels));
      case Op.Broadcast(Value x, Shape _) -> passValue(x, dy);
    }
  }

  private void contractRule(Contraction form, Value a, Value b, Value dy) {
    switch (form) {
      case FORWARD -> {
        pass(a, () -> new Op.Contract(Contraction.INPUT_GRADIENT, dy, b));
        pass(b, () -> new Op.Contract(Contraction.WEIGHT_GRADIENT, dy, a));
      }
      case INPUT_GRADIENT -> {
        pass(a, () -> new Op.Contract(Contraction.FORWARD, dy, b));
        pass(b, () -> new Op.Contract(Contraction.WEIGHT_GRADIENT, a, dy));
      }
      case WEIGHT_GRADIENT -> {
        pass(a, () -> new Op.Contract(Contraction.FORWARD, b, dy));
        pass(b, () -> new Op.Contract(Contraction.INPUT_GRADIENT, a, dy));
      }
    }
  }

  private void mapRule(Op.Map map, Value dy) {
    for (int i = 0; i < map.inputs().size(); i++) {
      if (!hasSlope(map, i)) {
        continue;
      }
      Value input = map.inputs().get(i);
      Expr partial = Derivative.of(map.formula(), map.arguments().get(i));
      List<String> arguments = new ArrayList<>(map.arguments());
      List<Value> inputs = new ArrayList<>(map.inputs());
      String upstream = unusedName(arguments);
      arguments.addFirst(upstream);
      inputs.addFirst(dy);
      pass(input, () -> new Op.Map(multiply(variable(upstream), partial), arguments, inputs, map.names()));
    }
  }

  /// Whether a map changes with an input but in steps: what is 0 wherever it exists is not worth a value.
  private static boolean hasSlope(Op.Map map, int input) {
    return !Interval.isZero(Derivative.of(map.formula(), map.arguments().get(input)));
  }

  private void reduceRule(Expr.ReduceOp op, Value x, Value y, Value dy) {
    switch (op) {
      case SUM -> pass(x, () -> new Op.Broadcast(dy, x.shape()));
      // Every element that equals the maximum gets the gradient, as each is a maximum.
      case MAX -> pass(x, () -> new Op.Map(
          where(new Expr.Compare(Expr.CompareOp.EQ, variable("x"), variable("max")), variable(UPSTREAM), constant(0)),
          List.of(UPSTREAM, "x", "max"), List.of(dy, x, y)));
      case LOG_SUM_EXP -> pass(x, () -> {
        Value softmax = graph.value("softmax" + capitalized(x.name()), new Op.Softmax(x), y.origin());
        return new Op.Map(
            multiply(variable(UPSTREAM), variable("softmax")), List.of(UPSTREAM, "softmax"), List.of(dy, softmax));
      });
    }
  }

  /// `dx = dy` in the column and 0 elsewhere.
  private void pickRule(Value x, int column, Value dy) {
    Expr isColumn = new Expr.Compare(Expr.CompareOp.EQ, variable("position"), constant(column));
    pass(x, () -> new Op.Map(where(isColumn, variable(UPSTREAM), constant(0)),
        List.of(UPSTREAM, "position"), List.of(dy, positions(x))));
  }

  /// The positions in rows like those of a value, the ones of the forward pass if it has some.
  private Value positions(Value like) {
    return graph.values().stream()
        .filter(value -> value.isLeaf(Op.LeafKind.POSITIONS) && value.shape().equals(like.shape()))
        .findFirst()
        .orElseGet(() -> graph.leaf("positions", Op.LeafKind.POSITIONS, like.shape(), like.origin()));
  }

  /// `dx = y (dy - sum of dy y)`, by rows.
  private void softmaxRule(Value x, Value y, Value dy) {
    pass(x, () -> {
      Value product = graph.map(gradientName(y) + "Product", multiply(variable(UPSTREAM), variable("y")),
          List.of(UPSTREAM, "y"), List.of(dy, y), y.origin());
      Value sum = graph.value(gradientName(y) + "Sum",
          new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.COLUMNS, product), y.origin());
      return new Op.Map(multiply(variable("y"), subtract(variable(UPSTREAM), variable("sum"))),
          List.of(UPSTREAM, "y", "sum"), List.of(dy, y, sum));
    });
  }

  /// Gives an input the result of an operation, if the input depends on a parameter.
  private void pass(Value input, Supplier<Op> contribution) {
    if (active.contains(input)) {
      Op op = contribution.get();
      // Rows whose sum is the gradient of a parameter are kept in an array, whose name has no dot.
      boolean areRowsOfParameter = op instanceof Op.Map && input.isLeaf(Op.LeafKind.PARAMETER);
      String name = contributionName(input);
      passValue(input, graph.value(areRowsOfParameter ? withoutDot(name) : name, op, input.origin()));
    }
  }

  private void passValue(Value input, Value contribution) {
    if (!active.contains(input)) {
      return;
    }
    Value term = reduceTo(input.shape(), contribution, contributionName(input));
    Value known = adjoints.get(input);
    int left = contributions.merge(input, -1, Integer::sum);
    String sumName = left == 0 ? gradientName(input) : contributionName(input);
    Expr sum = add(variable("a"), variable("b"));
    adjoints.put(input, known == null ? term
        : graph.map(sumName, sum, List.of("a", "b"), List.of(known, term), input.origin()));
  }

  /// Sums over the axes along which the input was repeated.
  private Value reduceTo(Shape shape, Value term, String name) {
    Value value = term;
    if (!shape.broadcastsTo(value.shape())) {
      throw new IllegalStateException("gradient " + value + " cannot belong to a value of shape " + shape);
    }
    if (value.shape().isRows() && shape.equals(Shape.PER_SAMPLE)) {
      value = sum(Op.Axis.COLUMNS, value, name);
    }
    if (value.shape().hasBatch() && !shape.hasBatch()) {
      value = sum(Op.Axis.BATCH, value, name);
    }
    if (value.shape().isVector() && shape.equals(Shape.SCALAR)) {
      value = sum(Op.Axis.COLUMNS, value, name);
    }
    return value;
  }

  private Value sum(Op.Axis axis, Value value, String name) {
    return graph.value(name, new Op.Reduce(Expr.ReduceOp.SUM, axis, value), value.origin());
  }

  private static String unusedName(List<String> arguments) {
    String name = UPSTREAM;
    while (arguments.contains(name)) {
      name = UPSTREAM + capitalized(name);
    }
    return name;
  }

  /// The gradient's own name where it has one part, else a name for the part.
  private String contributionName(Value input) {
    boolean isWhole = adjoints.get(input) == null && contributions.get(input) == 1;
    return isWhole ? gradientName(input) : gradientName(input) + "Part";
  }

  private static String gradientName(Value value) {
    return "d" + capitalized(value.name());
  }

  private static String withoutDot(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot) + capitalized(name.substring(dot + 1));
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
