package dev.lanewise.optim;

import dev.lanewise.ParameterLayout;
import java.util.Map;
import java.util.Optional;

/// What optimizers have in common that change the gradient and hand it on to another.
abstract class GradientChange implements Optimizer {
  private final Optimizer next;

  GradientChange(Optimizer next) {
    this.next = next;
  }

  /// Changes the gradient in place.
  abstract void change(float[] gradient);

  /// The same change before another optimizer.
  abstract Optimizer before(Optimizer other);

  @Override
  public final void start(ParameterLayout layout) {
    next.start(layout);
  }

  @Override
  public final void step(float[] parameters, float[] gradient, float learningRate) {
    change(gradient);
    next.step(parameters, gradient, learningRate);
  }

  @Override
  public final void step(float[] parameters, float[] gradient, float learningRate, BatchLoss loss) {
    change(gradient);
    next.step(parameters, gradient, learningRate, loss);
  }

  @Override
  public final float learningRate() {
    return next.learningRate();
  }

  @Override
  public final Optimizer withLearningRate(float learningRate) {
    return before(next.withLearningRate(learningRate));
  }

  @Override
  public final Map<String, float[]> parameterState() {
    return next.parameterState();
  }

  @Override
  public final double[] scalarState() {
    return next.scalarState();
  }

  @Override
  public final Optional<float[]> evaluationParameters() {
    return next.evaluationParameters();
  }

  final Optimizer next() {
    return next;
  }
}
