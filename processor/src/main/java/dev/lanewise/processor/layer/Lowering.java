package dev.lanewise.processor.layer;

import static dev.lanewise.formula.Formulas.add;
import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.variable;

import dev.lanewise.processor.ir.Contraction;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PartNames;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.StableForms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns a declared network into the graph of its forward pass and its loss.
///
/// The last value of a row bears the row's name; what comes before its activation is `rowPreActivation`, its parameters
/// are `row.weight`, `row.bias` and, by their own names, those that its activations learn.
public final class Lowering {
  private final GraphBuilder graph = new GraphBuilder();
  private final NetworkModel network;
  private int masks;

  private Lowering(NetworkModel network) {
    this.network = network;
  }

  /// Lowers a network.
  public static Graph lower(NetworkModel network) {
    return new Lowering(network).lower();
  }

  private Graph lower() {
    Value value =
        graph.leaf("samples", Op.LeafKind.INPUT, Shape.rows(network.inputWidth()), network.origin());
    for (Row row : network.rows()) {
      value = lower(row, value);
    }
    Value outputs = value;
    Optional<Value> loss =
        network.losses().isEmpty() ? Optional.empty() : Optional.of(LossLowering.lower(network, outputs, graph));
    return new Graph(graph.values(), outputs, loss, Map.of());
  }

  private Value lower(Row row, Value input) {
    Value value = input;
    List<LayerKind> layers = row.layers();
    for (int i = 0; i < layers.size(); i++) {
      boolean isLast = i == layers.size() - 1;
      value = switch (layers.get(i)) {
        case DenseLayer dense -> dense(row, dense, value, isLast ? row.name() : row.name() + "PreActivation");
        case ActivationLayer activation ->
          activation(row, activation, value, isLast ? row.name() : row.name() + activation.name());
        case DropoutLayer dropout -> dropout(row, dropout, value, isLast ? row.name() : row.name() + "Dropout");
      };
    }
    return value;
  }

  private Value activation(Row row, ActivationLayer activation, Value input, String name) {
    List<String> arguments = new ArrayList<>(List.of(ActivationLayer.ARGUMENT));
    List<Value> inputs = new ArrayList<>(List.of(input));
    for (LearntParameter learnt : activation.learnt()) {
      arguments.add(learnt.name());
      inputs.add(graph.parameter(row.name() + "." + learnt.name(), learnt.shape(input.shape().width()),
          row.learningRateScale(), activation.origin()));
    }
    PartNames names = PartNames.ofStatements(StableForms.of(activation.statements()));
    return graph.value(
        name, new Op.Map(StableForms.of(activation.formula()), arguments, inputs, names), activation.origin());
  }

  private Value dropout(Row row, DropoutLayer dropout, Value input, String name) {
    Op drawn = new Op.Mask(masks++, dropout.rate(), input.shape());
    Value mask = graph.value(row.name() + "Mask", drawn, dropout.origin());
    return graph.map(name, multiply(variable(ActivationLayer.ARGUMENT), variable("mask")),
        List.of(ActivationLayer.ARGUMENT, "mask"), List.of(input, mask), dropout.origin());
  }

  private Value dense(Row row, DenseLayer dense, Value input, String name) {
    Shape shape = Shape.matrix(dense.units(), input.shape().width());
    Value weight = graph.parameter(row.name() + ".weight", shape, row.learningRateScale(), dense.origin());
    Op.Contract contract = new Op.Contract(Contraction.FORWARD, input, weight);
    if (!dense.hasBias()) {
      return graph.value(name, contract, dense.origin());
    }
    Value bias =
        graph.parameter(row.name() + ".bias", Shape.vector(dense.units()), row.learningRateScale(), dense.origin());
    Value product = graph.value(row.name() + "Product", contract, dense.origin());
    return graph.map(
        name, add(variable("sum"), variable("bias")), List.of("sum", "bias"), List.of(product, bias), dense.origin());
  }
}
