package dev.lanewise.processor.layer;

import static dev.lanewise.formula.Formulas.add;
import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.variable;

import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Operands;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PartNames;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.StableForms;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns the formulas of a loss into values of the graph: the loss of each sample, and their weighted mean.
final class LossLowering {
  private final GraphBuilder graph;
  private final Value outputs;
  private final Map<String, Value> variables = new HashMap<>();
  private final Map<Shape, Value> positions = new HashMap<>();
  private PartNames names = PartNames.ofStatements(Map.of());

  private LossLowering(NetworkModel network, Value outputs, GraphBuilder graph) {
    this.graph = graph;
    this.outputs = outputs;
    variables.put("prediction", outputs);
    variables.put("outputs", outputs);
    Origin origin = network.losses().getFirst().origin();
    if (network.targetKind() == TargetKind.TARGETS) {
      Value targets = graph.leaf("targets", Op.LeafKind.TARGETS, Shape.rows(network.targetWidth()), origin);
      variables.put("target", targets);
      variables.put("targets", targets);
    } else {
      variables.put("label", graph.leaf("labels", Op.LeafKind.LABELS, Shape.PER_SAMPLE, origin));
    }
  }

  static Value lower(NetworkModel network, Value outputs, GraphBuilder graph) {
    LossLowering lowering = new LossLowering(network, outputs, graph);
    Origin origin = network.losses().getFirst().origin();
    Value sampleLoss = null;
    for (LossChoice term : network.losses()) {
      Value value = lowering.sampleLoss(term);
      sampleLoss = sampleLoss == null ? value : graph.map("sampleLoss", add(variable("loss"), variable("term")),
          List.of("loss", "term"), List.of(sampleLoss, value), term.origin());
    }
    Value share = graph.leaf("sampleShare", Op.LeafKind.SAMPLE_SHARE, Shape.PER_SAMPLE, origin);
    Value weighted = graph.map("weightedLoss", multiply(variable("loss"), variable("share")),
        List.of("loss", "share"), List.of(sampleLoss, share), origin);
    return graph.value("loss", new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.BATCH, weighted), origin);
  }

  private Value sampleLoss(LossChoice term) {
    names = PartNames.ofStatements(StableForms.of(term.statements()));
    Expr formula = StableForms.of(term.formula());
    if (!term.isElementwise()) {
      return value("sampleLoss", formula, outputs.shape(), term.origin());
    }
    Value each = value("elementLoss", formula, outputs.shape(), term.origin());
    Value sum = graph.value("sampleLoss", new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.COLUMNS, each), term.origin());
    if (term.reduction() == Reduction.SUM_OUTPUTS) {
      return sum;
    }
    Expr mean = multiply(variable("sum"), constant(1.0 / outputs.shape().width()));
    return graph.map("meanLoss", mean, List.of("sum"), List.of(sum), term.origin());
  }

  /// Lowers an expression: what needs whole rows becomes operations, all that lies between them one map.
  ///
  /// @param rows the shape of the rows over which the reduction around it runs
  private Value value(String name, Expr expr, Shape rows, Origin origin) {
    Map<String, Value> arguments = new LinkedHashMap<>();
    Expr formula = withoutRows(expr, rows, origin, arguments, new IdentityHashMap<>());
    if (formula instanceof Expr.Variable(String only)) {
      return arguments.get(only);
    }
    Op.Map map =
        new Op.Map(formula, List.copyOf(arguments.keySet()), List.copyOf(arguments.values()), names);
    return graph.value(name, map, origin);
  }

  /// @param done what has become of parts already, since those of a long formula are shared
  private Expr withoutRows(
      Expr expr, Shape rows, Origin origin, Map<String, Value> arguments, Map<Expr, Expr> done) {
    Expr known = done.get(expr);
    if (known != null) {
      return known;
    }
    Expr formula = switch (expr) {
      case Expr.Variable(String name) -> {
        arguments.put(name, name.equals("position") ? positions(rows, origin) : variables.get(name));
        yield expr;
      }
      case Expr.Element(String vector, Expr.Variable(String index)) -> argument(vector + "At" + capitalized(index),
          new Op.Gather(variables.get(vector), variables.get(index)), origin, arguments);
      case Expr.Element(String vector, Expr.Constant(double index)) ->
          argument(vector + (int) index, new Op.Pick(variables.get(vector), (int) index), origin, arguments);
      case Expr.Reduce(Expr.ReduceOp op, Expr x) when isOneNumber(x) ->
          withoutRows(ofOneNumber(op, x), rows, origin, arguments, done);
      case Expr.Reduce(Expr.ReduceOp op, Expr x) -> {
        Value element = value("element", x, rowsOf(x), origin);
        yield argument(name(op, x), new Op.Reduce(op, Op.Axis.COLUMNS, element), origin, arguments);
      }
      default -> Operands.map(expr, operand -> withoutRows(operand, rows, origin, arguments, done));
    };
    done.put(expr, formula);
    if (formula != expr) {
      names = names.of(expr).map(name -> names.merged(new PartNames(Map.of(formula, name)))).orElse(names);
    }
    return formula;
  }

  /// Whether simplification has left no row in what is reduced: `0 * outputs` is 0.
  private static boolean isOneNumber(Expr reduced) {
    return Collections.disjoint(
        FreeVariables.outsideReductions(reduced), Set.of("outputs", "targets", "position"));
  }

  private Expr ofOneNumber(Expr.ReduceOp op, Expr x) {
    int width = outputs.shape().width();
    return switch (op) {
      case SUM -> multiply(constant(width), x);
      case MAX -> x;
      case LOG_SUM_EXP -> add(x, constant(Math.log(width)));
    };
  }

  /// The rows over which a reduction runs: those of the targets only if it reads no others.
  private Shape rowsOf(Expr reduced) {
    boolean isOfTargets = FreeVariables.outsideReductions(reduced).contains("targets");
    return (isOfTargets ? variables.get("targets") : outputs).shape();
  }

  private Value positions(Shape rows, Origin origin) {
    return positions.computeIfAbsent(
        rows, shape -> graph.leaf("positions", Op.LeafKind.POSITIONS, shape, origin));
  }

  private Expr argument(String name, Op op, Origin origin, Map<String, Value> arguments) {
    Value value = graph.value(name, op, origin);
    arguments.put(value.name(), value);
    return variable(value.name());
  }

  private static String name(Expr.ReduceOp op, Expr x) {
    String what = switch (op) {
      case SUM -> "sum";
      case MAX -> "max";
      case LOG_SUM_EXP -> "logSumExp";
    };
    StringBuilder name = new StringBuilder(what);
    FreeVariables.of(x).forEach(variable -> name.append(capitalized(variable)));
    return name.toString();
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
