package dev.lanewise.optim;

/// The loss on the mini-batch of a step, for optimizers that look at more than its gradient.
public interface BatchLoss {

  /// The loss before the step; finite.
  float before();

  /// The loss with the parameters as they are now; costs a forward pass.
  ///
  /// @return NaN or infinite where it is
  float now();
}
