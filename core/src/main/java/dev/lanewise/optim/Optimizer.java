package dev.lanewise.optim;

import dev.lanewise.ParameterLayout;
import dev.lanewise.Stateful;
import java.util.Optional;

/// A rule that moves parameters against a gradient, with whatever state it keeps between steps.
///
/// A tensor moves by the learning rate times its [dev.lanewise.ParameterSlot#learningRateScale]; where that is 0 it
/// stays as it is.
///
/// All arrays are in the internal order of the layout; what is 0 in the padding of gradient and parameters stays 0.
/// Every number is computed by itself or from sums in one fixed order, so that results are the same bits on every
/// machine. An optimizer belongs to one training run and is not safe for use by several threads.
public interface Optimizer extends Stateful {

  /// Prepares the state for a model; called once before the first step, and again to start afresh.
  void start(ParameterLayout layout);

  /// Moves the parameters once.
  ///
  /// @param parameters changed in place
  /// @param gradient of the loss; an optimizer may write over it
  /// @param learningRate finite and at least 0
  void step(float[] parameters, float[] gradient, float learningRate);

  /// Moves the parameters once, with the loss to look at; what trainers call.
  ///
  /// @param parameters changed in place
  /// @param gradient of the loss; an optimizer may write over it
  /// @param learningRate finite and at least 0
  /// @param loss on the mini-batch; see [LineSearch] and [PolyakStep], the others do not look
  default void step(float[] parameters, float[] gradient, float learningRate, BatchLoss loss) {
    step(parameters, gradient, learningRate);
  }

  /// The learning rate that the optimizer was made with.
  float learningRate();

  /// A fresh optimizer with the same settings and another learning rate.
  Optimizer withLearningRate(float learningRate);

  /// Whether a step is exactly `parameter = fma(gradient, -learningRate, parameter)`, the rate multiplied by the
  /// tensor's scale first, so that the model may apply it while it computes the gradient.
  default boolean isPlainGradientDescent() {
    return false;
  }

  /// The parameters to evaluate and predict with, where they are not those that are trained: the array itself.
  default Optional<float[]> evaluationParameters() {
    return Optional.empty();
  }

  /// A fresh optimizer that first shortens a gradient longer than this to this length, keeping its direction.
  ///
  /// The length is the Euclidean norm over all parameters, summed in double precision. Source: Pascanu, Mikolov, Bengio
  /// 2013, "On the difficulty of training recurrent neural networks", algorithm 1.
  ///
  /// @param largest finite and above 0
  /// @throws IllegalArgumentException if it is not
  default Optimizer clipNorm(float largest) {
    return new ClipByNorm(withLearningRate(learningRate()), largest);
  }

  /// A fresh optimizer that first moves each number of the gradient into `-largest` to `largest`.
  ///
  /// @param largest finite and above 0
  /// @throws IllegalArgumentException if it is not
  default Optimizer clipValue(float largest) {
    return new ClipByValue(withLearningRate(learningRate()), largest);
  }
}
