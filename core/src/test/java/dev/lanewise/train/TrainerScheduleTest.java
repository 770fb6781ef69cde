package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.ScheduleFree;
import dev.lanewise.optim.Sgd;
import dev.lanewise.schedule.ReduceOnPlateau;
import dev.lanewise.schedule.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Schedules, several mini-batches in a step, and optimizers with parameters of their own for evaluation.
class TrainerScheduleTest {
  private final LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
  private final Dataset train = Clusters.labelled(250, 6, 3, 2);
  private final Dataset validation = Clusters.labelled(100, 6, 3, 3);

  private static Trainer trainer(LinearModel model, Optimizer optimizer) {
    return Trainer.of(model).optimizer(optimizer).batchSize(10).steps(12);
  }

  @Test
  void theScheduleSetsTheRateOfEveryStepFusedOrNot() {
    List<Float> rates = new ArrayList<>();
    TrainingListener listener = new TrainingListener() {
      @Override
      public void onStart(Training training) {
        rates.add(training.learningRate());
      }

      @Override
      public void onStep(Training training) {
        rates.add(training.learningRate());
      }
    };
    LinearModel other = model.copy();
    trainer(model, Sgd.of(0.5f)).schedule(Schedule.step(4, 0.5)).listener(listener).fit(train);
    assertEquals(List.of(0.5f, 0.5f, 0.5f, 0.5f, 0.25f, 0.25f, 0.25f, 0.25f, 0.125f, 0.125f, 0.125f, 0.125f, 0.125f),
        rates);
    trainer(other, Sgd.of(0.5f).clipNorm(1e9f)).schedule(Schedule.step(4, 0.5)).fit(train);
    assertArrayEquals(model.parameters(), other.parameters());
  }

  @Test
  void aConstantScheduleChangesNoBit() {
    LinearModel other = model.copy();
    trainer(model, Adam.of(0.3f)).fit(train);
    trainer(other, Adam.of(0.3f)).schedule(Schedule.constant().warmUp(1)).fit(train);
    assertArrayEquals(model.parameters(), other.parameters());
  }

  @Test
  void aPlateauIsSeenAtEvaluations() {
    History history = trainer(model, Sgd.of(1e-9f)).evaluateEverySteps(1)
        .schedule(ReduceOnPlateau.of(0.5, 1)).listener(new TrainingListener() {
          @Override
          public void onEnd(Training training, History end) {
            assertEquals(1e-9f / 32, training.learningRate(), 1e-16);
          }
        }).fit(train, validation);
    assertEquals(12, history.steps());
  }

  @Test
  void refusesAFactorThatIsNoRate() {
    Exception thrown = assertThrows(IllegalStateException.class,
        () -> trainer(model, Sgd.of(1)).schedule((step, steps) -> step < 3 ? 1 : -1).fit(train));
    assertTrue(thrown.getMessage().endsWith(
        "gives step 4 of 12 a learning rate of 1.0 times -1.0; it must be finite and at least 0"), thrown.getMessage());
  }

  @Test
  void accumulatedMiniBatchesCountAsOneLargeOne() {
    LinearModel other = model.copy();
    History large = Trainer.of(model).optimizer(Sgd.of(0.1f)).batchSize(60).sampling(Sampling.SEQUENTIAL)
        .epochs(2).fit(train);
    History parts = Trainer.of(other).optimizer(Sgd.of(0.1f)).batchSize(20).accumulate(3)
        .sampling(Sampling.SEQUENTIAL).epochs(2).fit(train);
    // 250 samples: four steps of 60, and one of 10
    assertEquals(10, parts.steps());
    assertEquals(500, parts.samples());
    assertArrayEquals(large.losses(), parts.losses(), 1e-6f);
    assertArrayEquals(model.parameters(), other.parameters(), 1e-6f);
  }

  @Test
  void accumulatedMiniBatchesCountByTheirWeights() {
    float[] weights = new float[250];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 20 < 10 ? 0 : i % 3;
    }
    Dataset weighted = train.weights(weights);
    LinearModel other = model.copy();
    Trainer.of(model).optimizer(Sgd.of(0.1f)).batchSize(50).sampling(Sampling.SEQUENTIAL).steps(5).fit(weighted);
    // every other mini-batch of 10 weighs nothing
    Trainer.of(other).optimizer(Sgd.of(0.1f)).batchSize(10).accumulate(5).sampling(Sampling.SEQUENTIAL).steps(5)
        .fit(weighted);
    assertArrayEquals(model.parameters(), other.parameters(), 1e-6f);
    assertThrows(IllegalArgumentException.class, () -> Trainer.of(model).accumulate(0));
  }

  @Test
  void whatIsEvaluatedIsWhatTheModelHoldsThenAndAtTheEnd() {
    LinearModel other = model.copy();
    List<double[]> evaluations = new ArrayList<>();
    List<float[]> steps = new ArrayList<>();
    TrainingListener listener = new TrainingListener() {
      @Override
      public void onStep(Training training) {
        steps.add(training.model().parameters().clone());
      }

      @Override
      public void onEvaluation(Training training, HistoryPoint point) {
        evaluations.add(new double[] {
            Evaluation.of(training.model(), validation).loss(), point.validation().orElseThrow().loss()});
      }
    };
    History history = trainer(model, ScheduleFree.of(0.1f)).evaluateEverySteps(5).listener(listener)
        .fit(train, validation);
    assertEquals(3, evaluations.size());
    evaluations.forEach(pair -> assertEquals(pair[0], pair[1]));
    assertEquals(history.validation().orElseThrow(), Evaluation.of(model, validation));
    assertFalse(Arrays.equals(steps.getLast(), model.parameters()));
    trainer(other, ScheduleFree.of(0.1f)).evaluateAtEnd().fit(train);
    assertArrayEquals(model.parameters(), other.parameters());
  }
}
