package dev.lanewise.optim;

import dev.lanewise.Checks;
import dev.lanewise.ParameterLayout;

/// What optimizers have in common that move each number by itself: they walk over the spans of the layout, in which all
/// numbers are treated alike.
abstract class ElementwiseOptimizer implements Optimizer {
  private final float learningRate;
  private final float weightDecay;
  private Span[] spans = Span.NONE;

  ElementwiseOptimizer(float learningRate, float weightDecay) {
    this.learningRate = Checks.positive(learningRate, "learningRate");
    if (!(weightDecay >= 0 && weightDecay < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weightDecay " + weightDecay + " must be finite and at least 0");
    }
    this.weightDecay = weightDecay;
  }

  /// Makes the state anew.
  abstract void startState(int length);

  /// Does what a step needs once, before any number moves.
  void beginStep(float[] parameters, float[] gradient, float learningRate) {}

  /// Moves some numbers.
  ///
  /// @param learningRate of these numbers: that of the step times their scale
  /// @param decay the weight decay of these numbers, 0 for biases
  abstract void move(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay);

  @Override
  public final void start(ParameterLayout layout) {
    spans = Span.of(layout);
    startState(layout.length());
  }

  @Override
  public final void step(float[] parameters, float[] gradient, float learningRate) {
    Span.check(spans, parameters, gradient);
    beginStep(parameters, gradient, learningRate);
    for (Span span : spans) {
      if (span.scale() > 0) {
        float decay = span.isWeight() ? weightDecay : 0;
        move(parameters, gradient, span.from(), span.to(), learningRate * span.scale(), decay);
      }
    }
  }

  @Override
  public final float learningRate() {
    return learningRate;
  }

  final float weightDecay() {
    return weightDecay;
  }

  /// The settings in brackets: those of the method, then the learning rate, then the weight decay if there is any.
  final String describe(String name, String settings) {
    return name + "(" + settings + (settings.isEmpty() ? "" : ", ") + "learning rate " + learningRate
        + (weightDecay == 0 ? "" : ", weight decay " + weightDecay) + ")";
  }

  /// Returns a rate of decay of a running mean.
  ///
  /// @throws IllegalArgumentException if it is not at least 0 and below 1
  static float fraction(float value, String name) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " " + value + " must be at least 0 and below 1");
    }
    return value;
  }
}
