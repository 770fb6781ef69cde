package dev.lanewise.processor.lint;

import dev.lanewise.processor.diagnostic.Diagnostics;
import java.util.List;

/// All rules, in the order in which they report.
public final class Rules {
  private static final List<Rule> IN_ORDER = List.of(
      new ZeroDerivatives(),     // nothing could learn through a function that is flat
      new LearntSlopes(),        // nor could what an activation learns, if its value does not change with it
      new LossTargets(),         // the loss has to look at the right answer
      new UnreadOutputs(),       // and at all that the network puts out
      new Training(),            // some row has to move, and outputs are for the loss
      new Logits(),              // a loss that applies softmax or sigmoid takes what comes before it
      new FirstWeights(),        // zeros never become different from each other
      new Numerics());           // NaN, infinity and lost digits for usual arguments

  private Rules() {}

  /// Reports what is wrong with a network, as far as it could be read.
  public static void check(Declaration network, Diagnostics diagnostics) {
    IN_ORDER.forEach(rule -> rule.check(network, diagnostics));
  }
}
