package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  private final LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
  private final Dataset train = Clusters.labelled(250, 6, 3, 2);
  private final Dataset validation = Clusters.labelled(100, 6, 3, 3);

  /// Learns for ten steps, then is spoilt more at each step.
  private History fit(EarlyStopping stopping, int steps, List<float[]> seen) {
    TrainingListener spoiler = new TrainingListener() {
      @Override
      public void onStep(Training training) {
        if (training.step() >= 10) {
          float[] worse = training.model().parameter("linear.weight");
          IntStream.range(0, worse.length).forEach(i -> worse[i] *= -2);
          training.model().setParameter("linear.weight", worse);
        }
        seen.add(training.model().parameters().clone());
      }
    };
    return Trainer.of(model).optimizer(Sgd.of(0.1f)).batchSize(10).steps(steps).evaluateEverySteps(1)
        .listener(spoiler).listener(stopping).fit(train, validation);
  }

  @Test
  void endsAfterPatienceAndPutsTheBestParametersBack() {
    EarlyStopping stopping = EarlyStopping.onLoss(3);
    List<float[]> seen = new ArrayList<>();
    History history = fit(stopping, 100, seen);
    assertEquals(StopReason.REQUESTED, history.stopReason());
    assertEquals(stopping.bestStep() + 3, history.steps());
    assertArrayEquals(seen.get(stopping.bestStep() - 1), model.parameters());
    assertEquals(best(history), Evaluation.of(model, validation).loss());
  }

  @Test
  void putsTheBestBackAtTheLastStepToo() {
    EarlyStopping stopping = EarlyStopping.onAccuracy(100);
    History history = fit(stopping, 20, new ArrayList<>());
    assertEquals(StopReason.FINISHED, history.stopReason());
    double best = history.points().stream().mapToDouble(point -> point.validation().orElseThrow().accuracy())
        .max().orElseThrow();
    assertEquals(best, Evaluation.of(model, validation).accuracy());
  }

  @Test
  void smallGainsCountOnlyIfAskedTo() {
    EarlyStopping stopping = EarlyStopping.onLoss(2).byMoreThan(1);
    History history = fit(stopping, 100, new ArrayList<>());
    assertEquals(1, stopping.bestStep());
    assertEquals(3, history.steps());
  }

  @Test
  void startsAfreshWithEachRun() {
    EarlyStopping stopping = EarlyStopping.onLoss(2);
    fit(stopping, 100, new ArrayList<>());
    model.setParameter("linear.weight", new float[18]);
    fit(stopping, 5, new ArrayList<>());
    assertEquals(5, stopping.bestStep());
  }

  @Test
  void saysWhatIsMissing() {
    Trainer trainer = Trainer.of(model).optimizer(Sgd.of(0.1f)).listener(EarlyStopping.onLoss(1));
    Exception noSet = assertThrows(IllegalStateException.class, () -> trainer.fit(train));
    assertEquals("early stopping needs a validation set: call fit(train, validation)", noSet.getMessage());
    LinearModel regression = LinearModel.create(Head.SQUARES, 6, 3, 1);
    Dataset targets = Dataset.of(new float[12], 6).targets(new float[6], 3);
    Exception noAccuracy = assertThrows(IllegalStateException.class, () -> Trainer.of(regression)
        .optimizer(Sgd.of(0.1f)).listener(EarlyStopping.onAccuracy(1)).fit(targets, targets));
    assertEquals("early stopping waits for the accuracy, which has no meaning for the loss of Linear; use "
        + "EarlyStopping.onLoss", noAccuracy.getMessage());
    assertThrows(IllegalArgumentException.class, () -> EarlyStopping.onLoss(0));
    assertThrows(IllegalArgumentException.class, () -> EarlyStopping.onLoss(1).byMoreThan(Double.NaN));
  }

  private static double best(History history) {
    return history.points().stream().mapToDouble(point -> point.validation().orElseThrow().loss()).min().orElseThrow();
  }
}
