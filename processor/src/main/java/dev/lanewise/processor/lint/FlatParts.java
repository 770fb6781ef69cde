package dev.lanewise.processor.lint;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.layer.Row;
import dev.lanewise.processor.scalar.Interval;
import dev.lanewise.processor.scalar.Ranges;
import dev.lanewise.processor.scalar.Simplify;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Words for the parts of a formula at which its slope is lost.
///
/// @param parts none where the formula does not use the variable
/// @param use where the formula is used
record FlatParts(List<Expr> parts, Origin use, FormulaOrigins origins) {
  private static final int SHOWN = 3;

  /// Where the first of the parts was written.
  Origin origin() {
    return parts.isEmpty() ? use : origins.of(use, parts.getFirst()).origin();
  }

  /// The file and line of the first of the parts, in parentheses, or nothing.
  String file() {
    return parts.isEmpty() ? "" : origins.of(use, parts.getFirst()).file();
  }

  private String text(Expr part) {
    return origins.of(use, part).text();
  }

  /// Why nothing gets through.
  ///
  /// @param reach what the variables of the parts can be
  String describe(String variable, Map<String, Interval> reach) {
    if (parts.isEmpty()) {
      return "it does not use " + variable;
    }
    String all = parts.stream().limit(SHOWN).map(part -> describe(part, reach)).collect(Collectors.joining(", "));
    Interval range = reach.getOrDefault(variable, Interval.ALL);
    return range.equals(Interval.ALL)
        ? all
        : all + " for " + variable + " from " + Numbers.text(range.low()) + " to " + Numbers.text(range.high());
  }

  private String describe(Expr part, Map<String, Interval> reach) {
    String text = "'" + text(part) + "' ";
    return switch (part) {
      case Expr.Compare(CompareOp op, _, _) when op == CompareOp.EQ -> text + "is flat everywhere";
      case Expr.Compare _ -> text + "only chooses a side";
      case Expr.Unary _ -> text + "is flat between its jumps";
      default -> {
        Interval values = Ranges.of(reach).of(Simplify.simplify(part));
        yield text + (values.low() == values.high()
            ? "is always " + FormulaPrinter.print(new Expr.Constant(values.low() + 0.0))
            : "changes in steps only");
      }
    };
  }

  /// What is lost.
  static String stuck(Declaration network, int row, boolean isLoss) {
    if (isLoss) {
      return "no row would ever learn";
    }
    String name = network.rows().get(row).map(Row::name).orElseThrow();
    return "row '" + name + "'" + (row == 0 ? "" : " and the rows before it") + " would never learn";
  }

  /// What to write instead.
  String fix(boolean isLoss, String variable) {
    if (parts.isEmpty()) {
      return "write a formula in which " + variable + " matters";
    }
    Optional<Expr> rounded = parts.stream().filter(FlatParts::isRounding).findFirst();
    boolean isCount = parts.stream().anyMatch(Expr.Compare.class::isInstance);
    if (isLoss && isCount) {
      return "counting right answers is a metric, not a loss: train on SoftmaxCrossEntropy,"
          + " BinaryCrossEntropyWithLogits or MeanSquaredError, and count what predict gets right";
    }
    if (rounded.isPresent()) {
      return "leave '" + text(rounded.get()) + "' unrounded, and round what predict returns";
    }
    if (isCount || parts.stream().anyMatch(FlatParts::isSign)) {
      return isLoss
          ? "measure how far off the prediction is, as MeanSquaredError does, not on which side"
          : "use a smooth step: sigmoid(4 * x) from 0 to 1, or tanh(4 * x) from -1 to 1";
    }
    return "write a formula that changes with " + variable + ", if only a little";
  }

  private static boolean isSign(Expr part) {
    return part instanceof Expr.Unary(UnaryOp op, _) && op == UnaryOp.SIGN;
  }

  private static boolean isRounding(Expr part) {
    return part instanceof Expr.Unary && !isSign(part);
  }
}
