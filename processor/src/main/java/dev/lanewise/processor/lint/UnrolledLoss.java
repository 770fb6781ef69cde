package dev.lanewise.processor.lint;

import static dev.lanewise.formula.Formulas.add;
import static dev.lanewise.formula.Formulas.apply;
import static dev.lanewise.formula.Formulas.constant;
import static dev.lanewise.formula.Formulas.subtract;
import static dev.lanewise.formula.Formulas.variable;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.scalar.Domain;
import dev.lanewise.processor.scalar.Interval;
import dev.lanewise.processor.scalar.Simplify;
import dev.lanewise.processor.scalar.StableForms;
import dev.lanewise.processor.scalar.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A row-wise loss written out as a formula of single outputs and targets, to be tried out like an element-wise one.
///
/// Few outputs do: what fails for a row of three fails for longer ones. The values tried are those that matter, such as
/// one output far above the others.
final class UnrolledLoss {
  private static final int FEW = 3;
  /// Fixed elements up to which a row is written out.
  private static final int MOST = 8;
  /// Operations up to which a loss is tried: written out, and with its derivative, it has many times as many.
  private static final int LONGEST = 300;

  /// Outputs, as they repeat from element to element.
  private static final double[][] OUTPUTS = {
    {0}, {1, -1, 0.5}, {0.1}, {-0.1}, {5, -5, 0}, {20, 0, -20}, {1}, {-1}, {100, 0, 0}, {0, 100, 0}, {-100, 0, 0},
    {0, -100, 0}, {100, -100, 0}, {-100, 100, 0}, {100}, {-100}};
  private static final double[][] TARGETS =
      {{0}, {1, 0, 0}, {0, 1, 0}, {0.5, 0.25, 0.25}, {1}, {-1, 2, 0.5}, {100, -100, 0}};

  private final int width;
  /// The width of the rows as they are, of which only so many outputs are written out.
  private final int wholeWidth;
  private final int label;
  private final Map<Expr, Expr> written = new HashMap<>();

  private UnrolledLoss(int width, int wholeWidth, int label) {
    this.width = width;
    this.wholeWidth = wholeWidth;
    this.label = label;
  }

  /// The loss with the first and with the last of a few outputs as the right one; none if it is too long to be tried.
  ///
  /// @param outputs the range of what the last row puts out
  static List<Subject> of(LossChoice loss, int width, Interval outputs, int row) {
    Expr formula = StableForms.of(loss.formula());
    int largest = largestElement(formula);
    int few = Math.max(Math.min(width, FEW), largest + 1);
    if (largest >= MOST || Parts.treeSize(formula) > LONGEST) {
      return List.of();
    }
    return IntStream.of(0, few - 1).distinct()
        .mapToObj(label -> new UnrolledLoss(few, width, label).subject(loss, formula, outputs, row))
        .toList();
  }

  private static int largestElement(Expr formula) {
    int largest = -1;
    for (Expr part : Parts.of(formula)) {
      if (part instanceof Expr.Element(String _, Expr.Constant(double index))) {
        largest = Math.max(largest, (int) index);
      }
    }
    return largest;
  }

  private Subject subject(LossChoice loss, Expr formula, Interval outputs, int row) {
    Expr unrolled = unroll(formula, -1);
    List<String> variables = new ArrayList<>();
    IntStream.range(0, width).forEach(i -> variables.add(name("outputs", i)));
    IntStream.range(0, width).forEach(i -> variables.add(name("targets", i)));
    Interval usual = new Interval(Math.clamp(outputs.low(), Domain.USUAL.low(), Domain.USUAL.high()),
        Math.clamp(outputs.high(), Domain.USUAL.low(), Domain.USUAL.high()));
    List<double[]> points = points(usual, Subject.targets(loss.link()));
    return new Subject(loss.name(), unrolled, Simplify.simplify(unrolled), name("outputs", 0), row, true,
        new Domain(Map.of()), new Trial(variables, _ -> points), loss.origin(),
        part -> written.getOrDefault(part, part));
  }

  private List<double[]> points(Interval outputs, Interval targets) {
    List<double[]> points = new ArrayList<>();
    for (double[] of : OUTPUTS) {
      for (double[] to : TARGETS) {
        points.add(IntStream.range(0, 2 * width)
            .mapToDouble(i -> i < width
                ? Math.clamp(of[i % of.length], outputs.low(), outputs.high())
                : Math.clamp(to[(i - width) % to.length], targets.low(), targets.high()))
            .toArray());
      }
    }
    return points;
  }

  /// A part written out.
  ///
  /// @param position the element of a row that it is for; negative for what is one number
  private Expr unroll(Expr expr, int position) {
    Expr unrolled = switch (expr) {
      case Expr.Variable(String name) -> switch (name) {
        case "outputs", "targets" -> variable(name(name, position));
        case "position" -> constant(position);
        case "label" -> constant(label);
        case "width", "targetWidth" -> constant(wholeWidth);
        default -> expr;
      };
      case Expr.Element(String row, Expr.Constant(double index)) -> variable(name(row, (int) index));
      case Expr.Element(String row, Expr _) -> variable(name(row, label));
      case Expr.Reduce(Expr.ReduceOp op, Expr x) -> reduce(op, i -> unroll(x, i));
      default -> Operands.map(expr, operand -> unroll(operand, position));
    };
    written.putIfAbsent(unrolled, expr);
    return unrolled;
  }

  private Expr reduce(Expr.ReduceOp op, IntFunction<Expr> element) {
    return switch (op) {
      case SUM -> joined(element, (a, b) -> add(a, b));
      case MAX -> joined(element, UnrolledLoss::max);
      case LOG_SUM_EXP -> {
        Expr largest = joined(element, UnrolledLoss::max);
        Expr sum = joined(i -> apply(UnaryOp.EXP, subtract(element.apply(i), largest)), (a, b) -> add(a, b));
        yield add(largest, apply(UnaryOp.LOG, sum));
      }
    };
  }

  private Expr joined(IntFunction<Expr> element, BinaryOperator<Expr> join) {
    return IntStream.range(0, width).mapToObj(element).reduce(join).orElseThrow();
  }

  private static Expr max(Expr a, Expr b) {
    return new Expr.Binary(BinaryOp.MAX, a, b);
  }

  private static String name(String row, int index) {
    return row + "[" + index + "]";
  }
}
