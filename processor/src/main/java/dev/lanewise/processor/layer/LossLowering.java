package dev.lanewise.processor.layer;

import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.multiply;
import static dev.lanewise.formula.Formulas.variable;

import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Operands;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PartNames;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.StableForms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns the formula of a loss into values of the graph: the loss of each sample, and their weighted mean.
final class LossLowering {
  private final LossChoice choice;
  private final GraphBuilder graph;
  private final Map<String, Value> variables = new LinkedHashMap<>();
  private PartNames names;

  private LossLowering(LossChoice choice, Value outputs, GraphBuilder graph) {
    this.choice = choice;
    this.graph = graph;
    this.names = PartNames.ofStatements(StableForms.of(choice.statements()));
    variables.put(choice.isElementwise() ? "prediction" : "outputs", outputs);
    if (choice.targetKind() == TargetKind.TARGETS) {
      variables.put(choice.isElementwise() ? "target" : "targets",
          graph.leaf("targets", Op.LeafKind.TARGETS, outputs.shape(), choice.origin()));
    } else {
      variables.put("label", graph.leaf("labels", Op.LeafKind.LABELS, Shape.PER_SAMPLE, choice.origin()));
    }
  }

  static Value lower(LossChoice choice, Value outputs, GraphBuilder graph) {
    LossLowering lowering = new LossLowering(choice, outputs, graph);
    Value sampleLoss = choice.isElementwise()
        ? lowering.elementwise(outputs)
        : lowering.value("sampleLoss", StableForms.of(choice.formula()));
    Value share = graph.leaf("sampleShare", Op.LeafKind.SAMPLE_SHARE, Shape.PER_SAMPLE, choice.origin());
    Value weighted = graph.map("weightedLoss", multiply(variable("loss"), variable("share")),
        List.of("loss", "share"), List.of(sampleLoss, share), choice.origin());
    return graph.value("loss", new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.BATCH, weighted), choice.origin());
  }

  private Value elementwise(Value outputs) {
    Value each = value("elementLoss", StableForms.of(choice.formula()));
    Value sum =
        graph.value("sampleLoss", new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.COLUMNS, each), choice.origin());
    if (choice.reduction() == Reduction.SUM_OUTPUTS) {
      return sum;
    }
    Expr mean = multiply(variable("sum"), constant(1.0 / outputs.shape().width()));
    return graph.map("meanLoss", mean, List.of("sum"), List.of(sum), choice.origin());
  }

  /// Lowers an expression: what needs whole rows becomes operations, all that lies between them one map.
  private Value value(String name, Expr expr) {
    Map<String, Value> arguments = new LinkedHashMap<>();
    Expr formula = withoutRows(expr, arguments);
    if (formula instanceof Expr.Variable(String only)) {
      return arguments.get(only);
    }
    Op.Map map =
        new Op.Map(formula, List.copyOf(arguments.keySet()), List.copyOf(arguments.values()), names);
    return graph.value(name, map, choice.origin());
  }

  private Expr withoutRows(Expr expr, Map<String, Value> arguments) {
    Expr formula = switch (expr) {
      case Expr.Variable(String name) -> {
        arguments.put(name, variables.get(name));
        yield expr;
      }
      case Expr.Element(String vector, Expr.Variable(String index)) ->
        argument(vector + "At" + capitalized(index),
            new Op.Gather(variables.get(vector), variables.get(index)), arguments);
      case Expr.Reduce(Expr.ReduceOp op, Expr x) ->
        argument(name(op, x), new Op.Reduce(op, Op.Axis.COLUMNS, value("element", x)), arguments);
      default -> Operands.map(expr, operand -> withoutRows(operand, arguments));
    };
    names = names.of(expr).map(name -> names.merged(new PartNames(Map.of(formula, name)))).orElse(names);
    return formula;
  }

  private Expr argument(String name, Op op, Map<String, Value> arguments) {
    Value value = graph.value(name, op, choice.origin());
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
