package dev.lanewise.processor.pass;

import dev.lanewise.Link;
import dev.lanewise.Per;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphPrinter;
import dev.lanewise.processor.ir.GraphVerifier;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.DenseLayer;
import dev.lanewise.processor.layer.InitializerChoice;
import dev.lanewise.processor.layer.LayerKind;
import dev.lanewise.processor.layer.LearntParameter;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.Lowering;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.layer.Row;
import dev.lanewise.processor.scalar.BuiltInFormulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// A network made in code, without a compiler: what the passes do to it is compared as text.
public final class SmallNetwork {
  /// Where nobody wrote anything.
  public static final Origin NOWHERE = () -> "a test";

  private static final Map<String, Expr> ACTIVATIONS = BuiltInFormulas.activations();
  private static final Map<String, Expr> LOSSES = BuiltInFormulas.losses();
  private static final InitializerChoice ZEROS =
      new InitializerChoice("dev.lanewise.init.Zeros", OptionalDouble.empty());

  private final int inputs;
  private final List<Row> rows = new ArrayList<>();
  private List<LossChoice> losses = List.of();

  private SmallNetwork(int inputs) {
    this.inputs = inputs;
  }

  static SmallNetwork ofInputs(int inputs) {
    return new SmallNetwork(inputs);
  }

  SmallNetwork row(String name, int units, String... activations) {
    return row(name, units, true, activations);
  }

  SmallNetwork rowWithoutBias(String name, int units, String... activations) {
    return row(name, units, false, activations);
  }

  private SmallNetwork row(String name, int units, boolean hasBias, String... activations) {
    List<LayerKind> layers = new ArrayList<>(List.of(new DenseLayer(units, hasBias, ZEROS, NOWHERE)));
    for (String activation : activations) {
      layers.add(activation(activation, "slope" + layers.size(), units));
    }
    rows.add(new Row(name, layers, NOWHERE));
    return this;
  }

  /// A built-in activation; one with a slope learns it, for each unit if the row has an odd number of them.
  private static ActivationLayer activation(String name, String slope, int units) {
    Expr formula = ACTIVATIONS.get(name);
    if (!FreeVariables.of(formula).contains("slope")) {
      return new ActivationLayer(name, formula, Map.of(), List.of(), NOWHERE);
    }
    LearntParameter learnt = new LearntParameter(slope, 0.25, units % 2 == 0 ? Per.ROW : Per.UNIT);
    Expr named = Substitution.ofVariables(Map.of("slope", new Expr.Variable(slope))).apply(formula);
    return new ActivationLayer(name, named, Map.of(), List.of(learnt), NOWHERE);
  }

  /// A built-in loss by the name of its class, with the mean over the outputs.
  SmallNetwork loss(String name) {
    return loss(name, Reduction.MEAN);
  }

  SmallNetwork loss(String name, Reduction reduction) {
    Expr formula = LOSSES.get(name);
    Set<String> variables = FreeVariables.of(formula);
    TargetKind targets = variables.contains("label") ? TargetKind.LABELS : TargetKind.TARGETS;
    losses = List.of(new LossChoice(
        name, formula, Map.of(), variables.contains("prediction"), reduction, Link.IDENTITY, targets, NOWHERE));
    return this;
  }

  Graph lower() {
    return Lowering.lower(new NetworkModel("", "Net", "NetModel", false, inputs, rows, losses,
        rows.getLast().outputWidth(1), 0, List.of(), NOWHERE));
  }

  /// The text of the graph as it was lowered.
  String lowered() {
    Graph graph = lower();
    GraphVerifier.verify("lower", graph);
    return GraphPrinter.print(graph);
  }

  /// The text of the graph after a pass and all before it, each verified.
  String after(String name) {
    Graph graph = lower();
    for (Pass pass : Passes.IN_ORDER) {
      graph = pass.rewrite().apply(graph);
      GraphVerifier.verify(pass.name(), graph);
      if (pass.name().equals(name)) {
        return GraphPrinter.print(graph);
      }
    }
    throw new IllegalArgumentException("no pass is named " + name);
  }

  /// The program after all passes, each verified.
  Program program() {
    Graph graph = lower();
    GraphVerifier.verify("lower", graph);
    for (Pass pass : Passes.IN_ORDER) {
      graph = pass.rewrite().apply(graph);
      GraphVerifier.verify(pass.name(), graph);
    }
    return MakeProgram.of(graph, Map.of(), 0);
  }
}
