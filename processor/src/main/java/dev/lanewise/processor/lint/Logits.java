package dev.lanewise.processor.lint;

import dev.lanewise.Link;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.Row;
import dev.lanewise.processor.scalar.Interval;
import java.util.Locale;

/// Activations before a loss that applies sigmoid or softmax itself: it takes any number, and they confine it.
final class Logits implements Rule {
  @Override
  public void check(Declaration network, Diagnostics diagnostics) {
    network.last().ifPresent(last -> network.losses().stream()
        .filter(loss -> loss.link() != Link.IDENTITY)
        .forEach(loss -> check(last, loss, diagnostics)));
  }

  private static void check(Row last, LossChoice loss, Diagnostics diagnostics) {
    // A row starts with a dense layer, so that its width does not depend on what comes in.
    int outputs = last.outputWidth(1);
    if (loss.link() == Link.SOFTMAX && outputs == 1) {
      diagnostics.report(Problem.SINGLE_OUTPUT_SOFTMAX, loss.origin(), loss.name());
    }
    if (!(last.layers().getLast() instanceof ActivationLayer activation)) {
      return;
    }
    Interval range = Subject.outputs(last);
    if (loss.link() == Link.SIGMOID && isSigmoid(activation)) {
      diagnostics.report(Problem.SIGMOID_TWICE, activation.origin(), activation.name(), loss.name());
    } else if (!range.equals(Interval.ALL)) {
      diagnostics.report(Problem.ACTIVATED_LOGITS, activation.origin(), activation.name(), loss.name(),
          number(range.low()), number(range.high()), consequence(range, loss.link(), outputs));
    }
  }

  private static boolean isSigmoid(ActivationLayer activation) {
    return KnownFunction.areEqual(
        activation.formula(), KnownFunction.SIGMOID.of(new Expr.Variable(ActivationLayer.ARGUMENT)));
  }

  /// The probabilities that the range leaves.
  private static String consequence(Interval range, Link link, int outputs) {
    if (link == Link.SIGMOID) {
      return "no probability below " + percent(logistic(range.low())) + " or above " + percent(logistic(range.high()))
          + " can be learned";
    }
    double spread = range.high() - range.low();
    double most = logistic(spread - Math.log(outputs - 1));
    return Double.isInfinite(spread)
        ? "the gradient stops at its end"
        : "no class of " + outputs + " can get a probability above " + percent(most);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.3g %%", 100 * probability);
  }

  private static String number(double value) {
    return Numbers.text(value);
  }
}
