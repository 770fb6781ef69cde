package dev.lanewise.optim;

import java.util.Map;

/// Gradient descent with momentum: the step follows a velocity, a decaying sum of past gradients.
///
/// For each number, with `decayed = fma(decay, weight, gradient)` for weights and the gradient itself for biases:
///
/// ```
/// velocity = fma(momentum, velocity, decayed)
/// weight   = fma(velocity, -learningRate, weight)
/// ```
///
/// With Nesterov's form the weight moves along `fma(momentum, velocity, decayed)` instead, with the new velocity. The
/// velocity starts at 0. This is PyTorch's form, without dampening: the learning rate scales the step, not the
/// velocity, so a change of the rate takes effect at once. While the rate stays the same it is the classical form. A
/// step allocates nothing.
///
/// Source: Polyak 1964, "Some methods of speeding up the convergence of iteration methods"; Sutskever, Martens, Dahl,
/// Hinton 2013, "On the importance of initialization and momentum in deep learning", for Nesterov's form.
public final class Momentum extends ElementwiseOptimizer {
  private final float momentum;
  private final boolean nesterov;
  private float[] velocity = {};

  private Momentum(float learningRate, float momentum, float weightDecay, boolean nesterov) {
    super(learningRate, weightDecay);
    this.momentum = fraction(momentum, "momentum");
    this.nesterov = nesterov;
  }

  /// Momentum without weight decay.
  ///
  /// @param learningRate finite and above 0
  /// @param momentum what is left of the velocity after a step, at least 0 and below 1; 0.9 is usual
  /// @throws IllegalArgumentException if a number is out of range
  public static Momentum of(float learningRate, float momentum) {
    return new Momentum(learningRate, momentum, 0, false);
  }

  /// A fresh optimizer with a weight decay, which applies to weights and not to biases, as in [Sgd].
  ///
  /// @param decay finite and at least 0
  /// @throws IllegalArgumentException if it is not
  public Momentum weightDecay(float decay) {
    return new Momentum(learningRate(), momentum, decay, nesterov);
  }

  /// A fresh optimizer in Nesterov's form.
  public Momentum nesterov() {
    return new Momentum(learningRate(), momentum, weightDecay(), true);
  }

  @Override
  void startState(int length) {
    velocity = new float[length];
  }

  @Override
  void move(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    if (nesterov) {
      moveAhead(parameters, gradient, from, to, learningRate, decay);
      return;
    }
    float[] velocity = this.velocity;
    float momentum = this.momentum;
    for (int i = from; i < to; i++) {
      float decayed = Math.fma(decay, parameters[i], gradient[i]);
      float moved = Math.fma(momentum, velocity[i], decayed);
      velocity[i] = moved;
      parameters[i] = Math.fma(moved, -learningRate, parameters[i]);
    }
  }

  private void moveAhead(float[] parameters, float[] gradient, int from, int to, float learningRate, float decay) {
    float[] velocity = this.velocity;
    float momentum = this.momentum;
    for (int i = from; i < to; i++) {
      float decayed = Math.fma(decay, parameters[i], gradient[i]);
      float moved = Math.fma(momentum, velocity[i], decayed);
      velocity[i] = moved;
      parameters[i] = Math.fma(Math.fma(momentum, moved, decayed), -learningRate, parameters[i]);
    }
  }

  @Override
  public Momentum withLearningRate(float learningRate) {
    return new Momentum(learningRate, momentum, weightDecay(), nesterov);
  }

  @Override
  public Map<String, float[]> parameterState() {
    return Map.of("velocity", velocity);
  }

  @Override
  public String toString() {
    return describe(nesterov ? "Nesterov momentum" : "momentum", String.valueOf(momentum));
  }
}
