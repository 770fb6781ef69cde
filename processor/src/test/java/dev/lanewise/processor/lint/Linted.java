package dev.lanewise.processor.lint;

import dev.lanewise.Link;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.init.GlorotUniform;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.DenseLayer;
import dev.lanewise.processor.layer.InitializerChoice;
import dev.lanewise.processor.layer.LayerKind;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Small networks put together without a compiler, and what the rules say about them.
final class Linted {
  private Linted() {}

  /// What is said about a loss after a plain last row.
  static List<String> loss(String formula, Link link, int outputs, String... activations) {
    return check(List.of(row("hidden", 8), row("last", outputs, activations)), List.of(lossChoice(formula, link)));
  }

  /// What is said about a loss of one output.
  static List<String> loss(String formula) {
    return loss(formula, Link.IDENTITY, 3);
  }

  /// What is said about activations of a hidden row, in a network with an ordinary loss.
  static List<String> activation(String... formulas) {
    return check(List.of(row("hidden", 8, formulas), row("last", 3)),
        List.of(lossChoice("(prediction - target) * (prediction - target)", Link.IDENTITY)));
  }

  static List<String> check(List<Row> rows, List<LossChoice> losses) {
    List<String> messages = new ArrayList<>();
    Rules.check(
        new Declaration(rows.stream().map(Optional::of).toList(), losses, FormulaOrigins.WHOLE),
        new Diagnostics() {
          @Override
          public void report(Problem problem, Origin origin, Object... arguments) {
            messages.add(problem.message(origin, arguments));
          }

          @Override
          public void dependOnError() {}

          @Override
          public boolean hasErrors() {
            return false;
          }
        });
    return messages;
  }

  static Row row(String name, int units, String... activations) {
    return row(name, units, GlorotUniform.class, activations);
  }

  static Row row(String name, int units, Class<?> initializer, String... activations) {
    Origin origin = () -> "row '" + name + "' of Net";
    InitializerChoice choice = new InitializerChoice(initializer.getCanonicalName(), OptionalDouble.empty());
    List<LayerKind> layers = new ArrayList<>(List.of(new DenseLayer(units, true, choice, origin)));
    for (String formula : activations) {
      layers.add(new ActivationLayer("Own", FormulaParser.parse(formula), Map.of(), List.of(), origin));
    }
    return new Row(name, layers, origin);
  }

  static LossChoice lossChoice(String text, Link link) {
    Expr formula = FormulaParser.parse(text);
    Set<String> variables = FreeVariables.of(formula);
    return new LossChoice("OwnLoss", formula, Map.of(), !variables.contains("outputs"), Reduction.MEAN, link,
        variables.contains("label") ? TargetKind.LABELS : TargetKind.TARGETS, () -> "network Net");
  }
}
