package dev.lanewise.processor.ir;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.Formulas;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.formula.Substitution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/// An operation of the graph: what it reads and what it does, not how. The set is closed: every pass handles each.
public sealed interface Op {

  /// The values that the operation reads.
  default List<Value> inputs() {
    return List.of();
  }

  /// The operation with other inputs, as many as before.
  default Op withInputs(List<Value> inputs) {
    return this;
  }

  /// Something that exists before the step begins.
  ///
  /// @param learningRateScale of a parameter: what its learning rate is multiplied by, 0 if it is frozen; 1 for others
  record Leaf(LeafKind kind, float learningRateScale) implements Op {

    /// Something that is no parameter, or a parameter without a learning rate of its own.
    public Leaf(LeafKind kind) {
      this(kind, 1f);
    }
  }

  /// What dropout multiplies rows by, `[batch, width]`: 0 with the probability `rate`, else `1 / (1 - rate)`; all 1
  /// where nothing is trained. Made before the step begins.
  ///
  /// @param number tells it from the other masks of the network
  record Mask(int number, double rate, Shape shape) implements Op {}

  /// A product of two matrices.
  record Contract(Contraction form, Value a, Value b) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(a, b);
    }

    @Override
    public Op withInputs(List<Value> inputs) {
      return new Contract(form, inputs.get(0), inputs.get(1));
    }
  }

  /// A formula applied element by element; smaller inputs are repeated along the axes they lack.
  ///
  /// @param arguments the formula's variables, one for each input
  /// @param names of parts of the formula: hints, which count neither in [#equals] nor in [#hashCode]
  record Map(Expr formula, List<String> arguments, List<Value> inputs, PartNames names) implements Op {
    public Map {
      arguments = List.copyOf(arguments);
      inputs = List.copyOf(inputs);
      if (arguments.size() != inputs.size()) {
        throw new IllegalArgumentException(arguments + " cannot stand for " + inputs.size() + " inputs");
      }
    }

    /// A formula of which no part has a name.
    public Map(Expr formula, List<String> arguments, List<Value> inputs) {
      this(formula, arguments, inputs, PartNames.NONE);
    }

    /// The same map with the names of its inputs for its variables, so that equal parts of several maps are equal.
    public Map byValues() {
      java.util.Map<String, Expr> byName = new LinkedHashMap<>();
      java.util.Map<String, Value> distinct = new LinkedHashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        byName.put(arguments.get(i), Formulas.variable(inputs.get(i).name()));
        distinct.put(inputs.get(i).name(), inputs.get(i));
      }
      Substitution substitution = Substitution.ofVariables(byName);
      return new Map(substitution.apply(formula), List.copyOf(distinct.keySet()), List.copyOf(distinct.values()),
          names.substituted(substitution));
    }

    @Override
    public Op withInputs(List<Value> inputs) {
      return new Map(formula, arguments, inputs, names);
    }

    /// The formula in its text form, its parts named as their author did.
    public String text() {
      return FormulaPrinter.print(new NamedFormula(formula, names.statementsIn(formula, arguments)));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Map map
          && arguments.equals(map.arguments)
          && inputs.equals(map.inputs)
          && formula.equals(map.formula);
    }

    @Override
    public int hashCode() {
      return Objects.hash(formula, arguments, inputs);
    }
  }

  /// Rows or the batch reduced to one number each.
  record Reduce(Expr.ReduceOp op, Axis axis, Value x) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(x);
    }

    @Override
    public Op withInputs(List<Value> inputs) {
      return new Reduce(op, axis, inputs.getFirst());
    }
  }

  /// Each row divided by the sum of its exponentials: `exp(x_i) / sum_j exp(x_j)`.
  record Softmax(Value x) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(x);
    }

    @Override
    public Op withInputs(List<Value> inputs) {
      return new Softmax(inputs.getFirst());
    }
  }

  /// The element of each row that the sample's label points at.
  record Gather(Value x, Value labels) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(x, labels);
    }

    @Override
    public Op withInputs(List<Value> inputs) {
      return new Gather(inputs.get(0), inputs.get(1));
    }
  }

  /// The element of each row in one column.
  record Pick(Value x, int column) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(x);
    }

    @Override
    public Op withInputs(List<Value> inputs) {
      return new Pick(inputs.getFirst(), column);
    }
  }

  /// A row of zeros for each sample, with a number where the sample's label points.
  record Scatter(Value x, Value labels, int width) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(x, labels);
    }

    @Override
    public Op withInputs(List<Value> inputs) {
      return new Scatter(inputs.get(0), inputs.get(1), width);
    }
  }

  /// A value repeated along the axes that it lacks.
  record Broadcast(Value x, Shape shape) implements Op {
    @Override
    public List<Value> inputs() {
      return List.of(x);
    }

    @Override
    public Op withInputs(List<Value> inputs) {
      return new Broadcast(inputs.getFirst(), shape);
    }
  }

  /// What exists before the step begins.
  enum LeafKind {
    /// The samples of the mini-batch, `[batch, in]`.
    INPUT,
    /// A parameter.
    PARAMETER,
    /// The class index of each sample, `[batch]`.
    LABELS,
    /// The target row of each sample, `[batch, targets]`.
    TARGETS,
    /// The index of each element in its row, `[batch, width]`.
    POSITIONS,
    /// The share of each sample in the mean, `[batch]`: `weight / sum of weights`, or `1 / size`.
    SAMPLE_SHARE
  }

  /// What a reduction runs over.
  enum Axis { COLUMNS, BATCH }
}
