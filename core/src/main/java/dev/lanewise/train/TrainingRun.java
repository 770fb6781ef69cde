package dev.lanewise.train;

import dev.lanewise.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/// The loop of one `fit`: steps, evaluations and listeners, in a fixed order.
final class TrainingRun {
  private final Training training;
  private final Steps steps;
  private final Optional<Evaluator> validation;
  private final int evaluateEvery;
  private final Schedule schedule;
  // An array, because walking a list would allocate an iterator at every step.
  private final TrainingListener[] listeners;
  private final Optional<RunState> state;
  private float lastLearningRate;

  /// Prepares a run.
  ///
  /// @param evaluateEvery steps from one evaluation to the next; [Integer#MAX_VALUE] for only one at the end
  TrainingRun(
      Training training,
      Steps steps,
      Optional<Evaluator> validation,
      int evaluateEvery,
      Schedule schedule,
      List<TrainingListener> listeners,
      Optional<RunState> state) {
    this.training = training;
    this.steps = steps;
    this.validation = validation;
    this.evaluateEvery = evaluateEvery;
    this.schedule = schedule;
    this.listeners = listeners.toArray(new TrainingListener[0]);
    this.state = state;
  }

  History run() {
    try {
      start();
      Optional<StopReason> reason = reasonToStop();
      while (reason.isEmpty()) {
        step();
        reason = reasonToStop();
      }
      return end(reason.get());
    } catch (RuntimeException failure) {
      for (TrainingListener listener : listeners) {
        listener.onFailure(training, failure);
      }
      throw failure;
    }
  }

  private void start() {
    state.ifPresent(run -> run.restoreProgress(training));
    steps.moveTo(training.step());
    for (TrainingListener listener : listeners) {
      listener.onStart(training);
    }
    state.ifPresent(run -> run.restoreParts(training));
  }

  private void step() {
    lastLearningRate = training.learningRate();
    float loss = steps.take(lastLearningRate);
    if (!Float.isFinite(loss)) {
      throw new NonFiniteLossException(
          training.nextEpoch(), training.step() + 1, lastLearningRate, loss, parametersAreFinite());
    }
    training.record(loss, steps.samples());
    for (TrainingListener listener : listeners) {
      listener.onStep(training);
    }
    if (training.step() % evaluateEvery == 0) {
      addPoint(validation);
    }
    if (training.step() % training.stepsPerEpoch() == 0) {
      for (TrainingListener listener : listeners) {
        listener.onEpochEnd(training);
      }
    }
    // Not ifPresent, whose function would be allocated at every step.
    if (state.isPresent()) {
      state.get().afterStep(training);
    }
  }

  private Optional<StopReason> reasonToStop() {
    if (training.step() == training.steps()) {
      return Optional.of(StopReason.FINISHED);
    }
    if (training.isStopRequested()) {
      return Optional.of(StopReason.REQUESTED);
    }
    if (Thread.currentThread().isInterrupted()) {
      return Optional.of(StopReason.INTERRUPTED);
    }
    return state.isPresent() && state.get().isShutdown() ? Optional.of(StopReason.SHUTDOWN) : Optional.empty();
  }

  /// The loss of a step is measured before its update, so that the update of the last one shows in no loss.
  private boolean parametersAreFinite() {
    for (float parameter : training.model().parameters()) {
      if (!Float.isFinite(parameter)) {
        return false;
      }
    }
    return true;
  }

  private void addPoint(Optional<Evaluator> evaluator) {
    if (!parametersAreFinite()) {
      throw new NonFiniteLossException(
          training.epoch(), training.step(), lastLearningRate, training.loss(), false);
    }
    steps.showEvaluationParameters();
    double before = training.seconds();
    Optional<Evaluation> evaluation = evaluator.map(Evaluator::evaluate);
    double after = training.seconds();
    HistoryPoint point = new HistoryPoint(
        training.step(), training.epoch(), after, training.meanLossFrom(training.lastPoint()), evaluation);
    training.addPoint(point, after - before);
    schedule.onEvaluation(evaluation.map(Evaluation::loss).orElse(point.trainLoss()));
    for (TrainingListener listener : listeners) {
      listener.onEvaluation(training, point);
    }
    steps.showTrainedParameters();
  }

  private History end(StopReason reason) {
    if (reason.isUrgent()) {
      // What comes now is no part of the run, should it go on.
      state.ifPresent(run -> run.write(training));
    }
    if (training.step() > training.lastPoint()) {
      // Whoever interrupts does not want to wait for an evaluation.
      addPoint(reason.isUrgent() ? Optional.empty() : validation);
    }
    if (!reason.isUrgent()) {
      state.ifPresent(run -> run.write(training));
    }
    steps.showEvaluationParameters();
    double seconds = training.seconds();
    History history = new History(training.copyOfLosses(), training.points(), training.samples(), seconds,
        seconds - training.evaluationSeconds(), reason);
    for (TrainingListener listener : listeners) {
      listener.onEnd(training, history);
    }
    return history;
  }
}
