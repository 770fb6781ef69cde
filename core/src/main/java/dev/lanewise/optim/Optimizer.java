package dev.lanewise.optim;

import dev.lanewise.ParameterLayout;

/// A rule that moves parameters against a gradient, with whatever state it keeps between steps.
///
/// All arrays are in the internal order of the layout; what is 0 in the padding of gradient and parameters stays 0.
/// An optimizer belongs to one training run and is not safe for use by several threads.
public interface Optimizer {

  /// Prepares the state for a model; called once before the first step, and again to start afresh.
  void start(ParameterLayout layout);

  /// Moves the parameters once.
  ///
  /// @param parameters changed in place
  /// @param gradient of the loss, not changed
  /// @param learningRate finite and at least 0
  void step(float[] parameters, float[] gradient, float learningRate);

  /// The learning rate that the optimizer was made with.
  float learningRate();

  /// A fresh optimizer with the same settings and another learning rate.
  Optimizer withLearningRate(float learningRate);

  /// Whether a step is exactly `parameter = fma(gradient, -learningRate, parameter)`, so that the model may apply it
  /// while it computes the gradient.
  default boolean isPlainGradientDescent() {
    return false;
  }
}
