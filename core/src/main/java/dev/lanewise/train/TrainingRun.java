package dev.lanewise.train;

import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
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
  private final List<HistoryPoint> points = new ArrayList<>();
  private int lastPoint;
  private double evaluationSeconds;
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
      List<TrainingListener> listeners) {
    this.training = training;
    this.steps = steps;
    this.validation = validation;
    this.evaluateEvery = evaluateEvery;
    this.schedule = schedule;
    this.listeners = listeners.toArray(new TrainingListener[0]);
  }

  History run() {
    try {
      for (TrainingListener listener : listeners) {
        listener.onStart(training);
      }
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
  }

  private Optional<StopReason> reasonToStop() {
    if (training.step() == training.steps()) {
      return Optional.of(StopReason.FINISHED);
    }
    if (training.isStopRequested()) {
      return Optional.of(StopReason.REQUESTED);
    }
    return Thread.currentThread().isInterrupted() ? Optional.of(StopReason.INTERRUPTED) : Optional.empty();
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
    evaluationSeconds += after - before;
    HistoryPoint point = new HistoryPoint(
        training.step(), training.epoch(), after, training.meanLossFrom(lastPoint), evaluation);
    lastPoint = training.step();
    points.add(point);
    schedule.onEvaluation(evaluation.map(Evaluation::loss).orElse(point.trainLoss()));
    for (TrainingListener listener : listeners) {
      listener.onEvaluation(training, point);
    }
    steps.showTrainedParameters();
  }

  private History end(StopReason reason) {
    if (training.step() > lastPoint) {
      // Whoever interrupts does not want to wait for an evaluation.
      addPoint(reason == StopReason.INTERRUPTED ? Optional.empty() : validation);
    }
    steps.showEvaluationParameters();
    double seconds = training.seconds();
    History history = new History(
        training.copyOfLosses(), points, training.samples(), seconds, seconds - evaluationSeconds, reason);
    for (TrainingListener listener : listeners) {
      listener.onEnd(training, history);
    }
    return history;
  }
}
