package dev.lanewise.schedule;

import dev.lanewise.Checks;
import dev.lanewise.Stateful;

/// How the learning rate changes over a run: a factor of the optimizer's own rate for each step.
///
/// ```java
/// Trainer.of(net).optimizer(Adam.of(0.001f)).schedule(Schedule.cosine(0.01).warmUp(500))
/// ```
///
/// Schedules count steps, and most know how many the run has, so that they end where the run does. One that remembers
/// something belongs to one run at a time; the others may be shared.
@FunctionalInterface
public interface Schedule extends Stateful {

  /// The factor for a step.
  ///
  /// @param step from 0
  /// @param steps those of the run, above `step`
  /// @return finite and at least 0
  double factor(int step, int steps);

  /// Forgets what it remembers; called when a run begins.
  default void start() {}

  /// Hears how the model did on the validation set, at each evaluation.
  ///
  /// @param loss the loss on the validation set, or the mean loss of the steps since the evaluation before, if there is
  ///     no such set
  default void onEvaluation(double loss) {}

  /// The same rate at every step.
  static Schedule constant() {
    return new NamedSchedule("constant", (step, steps) -> 1);
  }

  /// The rate times a factor after every so many steps: `factor^floor(step / every)`.
  ///
  /// @param every at least 1
  /// @param factor finite and above 0, usually below 1
  /// @throws IllegalArgumentException if a number is out of range
  static Schedule step(int every, double factor) {
    Checks.atLeast(1, every, "every");
    Checks.positive(factor, "factor");
    return new NamedSchedule("times " + factor + " every " + every + " steps",
        (step, steps) -> Math.pow(factor, step / every));
  }

  /// Falls by the same share at every step, to `end` at the end of the run: `end^(step / steps)`.
  ///
  /// @param end finite and above 0
  /// @throws IllegalArgumentException if it is not
  static Schedule exponential(double end) {
    Checks.positive(end, "end");
    return new NamedSchedule("exponential to " + end, (step, steps) -> Math.pow(end, (double) step / steps));
  }

  /// Falls to `end` along a power of what is left of the run: `end + (1 - end) * (1 - step / steps)^power`.
  ///
  /// @param power finite and above 0; 1 is a straight line
  /// @param end finite and at least 0
  /// @throws IllegalArgumentException if a number is out of range
  static Schedule polynomial(double power, double end) {
    Checks.positive(power, "power");
    requireNotNegative(end, "end");
    return new NamedSchedule("polynomial of power " + power + " to " + end,
        (step, steps) -> end + (1 - end) * Math.pow(1 - (double) step / steps, power));
  }

  /// Falls to `end` along half a cosine wave: `end + (1 - end) * (1 + cos(pi * step / steps)) / 2`.
  ///
  /// Source: Loshchilov, Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", equation 5.
  ///
  /// @param end finite and at least 0
  /// @throws IllegalArgumentException if it is not
  static Schedule cosine(double end) {
    requireNotNegative(end, "end");
    return new NamedSchedule("cosine to " + end, (step, steps) -> between(1, end, (double) step / steps));
  }

  /// Falls to `end` along half a cosine wave, starts again from the top, and makes each cycle longer than the one
  /// before.
  ///
  /// Source: Loshchilov, Hutter 2017, as [#cosine].
  ///
  /// @param cycle the steps of the first cycle, at least 1
  /// @param longer times as long each cycle is as the one before, finite and at least 1
  /// @param end finite and at least 0
  /// @throws IllegalArgumentException if a number is out of range
  static Schedule cosineRestarts(int cycle, double longer, double end) {
    Checks.atLeast(1, cycle, "cycle");
    if (!(longer >= 1 && longer < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("longer " + longer + " must be finite and at least 1");
    }
    requireNotNegative(end, "end");
    return new NamedSchedule("cosine to " + end + " with restarts after " + cycle + " steps, each cycle " + longer
        + " times as long", (step, steps) -> {
          double from = 0;
          double length = cycle;
          while (step >= from + length) {
            from += length;
            length *= longer;
          }
          return between(1, end, (step - from) / length);
        });
  }

  /// One cycle: rises from 1/25 to the full rate in the first 30 % of the run, then falls to 1/250000, each along half
  /// a cosine wave. The optimizer's rate is the largest one.
  ///
  /// Momentum stays as it is. Source: Smith, Topin 2018, "Super-Convergence: Very Fast Training of Neural Networks
  /// Using Large Learning Rates", with the numbers of PyTorch.
  static Schedule oneCycle() {
    return oneCycle(0.3, 1 / 25.0, 1 / 250_000.0);
  }

  /// One cycle: rises to the full rate and falls again, each along half a cosine wave.
  ///
  /// @param peak the share of the run after which the rate is full, above 0 and below 1
  /// @param first the factor at the beginning, finite and at least 0
  /// @param end the factor at the end, finite and at least 0
  /// @throws IllegalArgumentException if a number is out of range
  static Schedule oneCycle(double peak, double first, double end) {
    if (!(peak > 0 && peak < 1)) {
      throw new IllegalArgumentException("peak " + peak + " must be above 0 and below 1");
    }
    requireNotNegative(first, "first");
    requireNotNegative(end, "end");
    return new NamedSchedule("one cycle from " + first + " with the peak at " + peak + " of the run, to " + end,
        (step, steps) -> {
          double done = (double) step / steps;
          return done < peak ? between(first, 1, done / peak) : between(1, end, (done - peak) / (1 - peak));
        });
  }

  /// This schedule after a warm-up, in which the rate rises along a straight line: `(step + 1) / warmUp`. The schedule
  /// itself begins after it and has the rest of the run.
  ///
  /// Source: Goyal and others 2017, "Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour", section 2.2.
  ///
  /// @param warmUp steps, at least 1
  /// @throws IllegalArgumentException if it is below
  default Schedule warmUp(int warmUp) {
    return new WarmUp(Checks.atLeast(1, warmUp, "warmUp"), this);
  }

  /// Half a cosine wave from one factor to another.
  private static double between(double from, double to, double done) {
    return to + (from - to) * (1 + Math.cos(Math.PI * done)) / 2;
  }

  private static void requireNotNegative(double value, String name) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " " + value + " must be finite and at least 0");
    }
  }
}
