package dev.lanewise.train;

import dev.lanewise.Stateful;

/// Watches a training run and may end it with [Training#requestStop].
///
/// A listener that remembers something on which its later answers depend keeps it as [Stateful] says, in arrays that
/// exist after [#onStart], so that a run which is taken up again goes on as if it had not been broken off.
///
/// Called on the thread that trains, between steps; whatever a listener does takes training time. An exception from a
/// listener ends the run and is thrown by `fit`.
public interface TrainingListener extends Stateful {

  /// Called before the first step, after everything has been checked.
  default void onStart(Training training) {}

  /// Called after every step: keep it cheap, and allocate nothing if steps are to allocate nothing.
  default void onStep(Training training) {}

  /// Called when the model has been evaluated, at the intervals that the trainer was given and at the end. The model
  /// still holds what was evaluated, also where the optimizer trains other parameters than those.
  default void onEvaluation(Training training, HistoryPoint point) {}

  /// Called after the last step of every full epoch, after [#onEvaluation] if both are due.
  default void onEpochEnd(Training training) {}

  /// Called when the run is over, unless it failed.
  default void onEnd(Training training, History history) {}

  /// Called when the run ends with an exception, which `fit` then throws.
  default void onFailure(Training training, RuntimeException failure) {}
}
