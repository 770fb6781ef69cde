package dev.lanewise.train;

/// Watches a training run and may end it with [Training#requestStop].
///
/// Called on the thread that trains, between steps; whatever a listener does takes training time. An exception from a
/// listener ends the run and is thrown by `fit`.
public interface TrainingListener {

  /// Called before the first step, after everything has been checked.
  default void onStart(Training training) {}

  /// Called after every step: keep it cheap, and allocate nothing if steps are to allocate nothing.
  default void onStep(Training training) {}

  /// Called when the model has been evaluated, at the intervals that the trainer was given and at the end.
  default void onEvaluation(Training training, HistoryPoint point) {}

  /// Called after the last step of every full epoch, after [#onEvaluation] if both are due.
  default void onEpochEnd(Training training) {}

  /// Called when the run is over, unless it failed.
  default void onEnd(Training training, History history) {}

  /// Called when the run ends with an exception, which `fit` then throws.
  default void onFailure(Training training, RuntimeException failure) {}
}
