package dev.lanewise.processor.lint;

import dev.lanewise.Link;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.DropoutLayer;
import dev.lanewise.processor.layer.LayerKind;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.Row;
import dev.lanewise.processor.scalar.Domain;
import dev.lanewise.processor.scalar.Interval;
import dev.lanewise.processor.scalar.Ranges;
import dev.lanewise.processor.scalar.Simplify;
import dev.lanewise.processor.scalar.StableForms;
import dev.lanewise.processor.scalar.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A formula of numbers in the place where it is used, with what can reach it there: an element-wise one, or a row-wise
/// loss written out for a few outputs.
///
/// @param name of the activation or loss
/// @param formula as it was read
/// @param compiled as it is computed, in a stable form
/// @param variable what its derivative is taken by: `x` or `prediction`
/// @param row the index of the row whose last layers it follows
/// @param isLoss whether it is a loss
/// @param reach what its variables can be
/// @param tried the part of it for which it is tried out
/// @param written finds the part that the author wrote for a part of the formula
record Subject(
    String name,
    Expr formula,
    Expr compiled,
    String variable,
    int row,
    boolean isLoss,
    Domain reach,
    Trial tried,
    Origin origin,
    UnaryOperator<Expr> written) {
  private static final String PREDICTION = "prediction";
  /// Learnt parameters stay near where they start.
  private static final Interval LEARNT = new Interval(-2, 2);

  /// All element-wise formulas of a network that could be read.
  static List<Subject> of(Declaration network) {
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < network.rows().size(); i++) {
      int index = i;
      network.rows().get(i).ifPresent(row -> addActivations(row, index, subjects));
    }
    Interval outputs = network.last().map(Subject::outputs).orElse(Interval.ALL);
    for (LossChoice loss : network.losses()) {
      if (loss.isElementwise()) {
        subjects.add(ofLoss(loss, outputs, network.rows().size() - 1));
      }
    }
    return subjects;
  }

  /// The range of what leaves a row.
  static Interval outputs(Row row) {
    return addActivations(row, 0, new ArrayList<>());
  }

  private static Interval addActivations(Row row, int index, List<Subject> subjects) {
    // Weights may be anything, so that a dense layer may put out anything.
    Interval range = Interval.ALL;
    for (LayerKind layer : row.layers()) {
      if (layer instanceof ActivationLayer activation) {
        Map<String, Interval> reach = new LinkedHashMap<>(Map.of(ActivationLayer.ARGUMENT, range));
        subjects.add(subject(activation.name(), activation.formula(), ActivationLayer.ARGUMENT, index, false, reach,
            activation.origin()));
        range = Ranges.of(reach).of(Simplify.simplify(activation.formula()));
      }
      if (layer instanceof DropoutLayer dropout) {
        double scale = 1 / (1 - dropout.rate());
        range = new Interval(Math.min(0, scale * range.low()), Math.max(0, scale * range.high()));
      }
    }
    return range;
  }

  private static Subject ofLoss(LossChoice loss, Interval outputs, int row) {
    Map<String, Interval> reach = new LinkedHashMap<>();
    reach.put(PREDICTION, outputs);
    reach.put("target", targets(loss.link()));
    return subject(loss.name(), loss.formula(), PREDICTION, row, true, reach, loss.origin());
  }

  /// A point in words: `prediction = 0.5, target = 0`.
  String at(double[] point) {
    List<String> names = tried.variables();
    return IntStream.range(0, point.length)
        .mapToObj(i -> names.get(i) + " = " + Numbers.text(point[i]))
        .collect(Collectors.joining(", "));
  }

  /// What a data set may hold for a link.
  static Interval targets(Link link) {
    return switch (link) {
      case IDENTITY -> Interval.ALL;
      case SIGMOID -> new Interval(0, 1);
      case SOFTMAX -> Interval.NOT_NEGATIVE;
    };
  }

  private static Subject subject(
      String name, Expr formula, String variable, int row, boolean isLoss, Map<String, Interval> reach, Origin origin) {
    Map<String, Interval> tried = new LinkedHashMap<>(reach);
    for (String other : FreeVariables.of(formula)) {
      if (reach.putIfAbsent(other, Interval.ALL) == null) {
        tried.put(other, LEARNT);
      }
    }
    return new Subject(name, formula, StableForms.of(formula), variable, row, isLoss, new Domain(reach),
        Trial.of(new Domain(tried).usual()), origin, UnaryOperator.identity());
  }
}
