package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Sgd;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private final LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
  private final Dataset train = Clusters.labelled(250, 6, 3, 2);
  private final Dataset validation = Clusters.labelled(100, 6, 3, 3);

  static List<Optimizer> optimizers() {
    return List.of(Sgd.of(0.1f), Sgd.of(0.1f).weightDecay(1e-3f), Momentum.of(0.05f, 0.9f));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void learnsToTellClustersApart(Optimizer optimizer) {
    History history = Trainer.of(model).optimizer(optimizer).batchSize(10).epochs(4).fit(train, validation);
    assertTrue(history.validation().orElseThrow().accuracy() > 0.8, history.toString());
    assertTrue(history.points().getLast().trainLoss() < history.points().getFirst().trainLoss());
  }

  @Test
  void theSameSeedGivesTheSameBitsHoweverOftenItIsEvaluated() {
    LinearModel other = model.copy();
    LinearModel third = model.copy();
    trainer(model).seed(5).fit(train);
    trainer(other).seed(5).threads(2).evaluateEverySteps(3).fit(train, validation);
    trainer(third).seed(6).fit(train);
    assertArrayEquals(model.parameters(), other.parameters());
    assertFalse(Arrays.equals(model.parameters(), third.parameters()));
  }

  @Test
  void aTrainerUsedAgainGoesOnFromTheParametersButStartsTheOptimizerAfresh() {
    LinearModel other = model.copy();
    Trainer trainer = Trainer.of(model).optimizer(Momentum.of(0.05f, 0.9f)).batchSize(10).steps(7);
    trainer.fit(train);
    trainer.fit(train);
    for (int fit = 0; fit < 2; fit++) {
      Trainer.of(other).optimizer(Momentum.of(0.05f, 0.9f)).batchSize(10).steps(7).fit(train);
    }
    assertArrayEquals(other.parameters(), model.parameters());
  }

  @Test
  void theHistoryHoldsEveryStepAndAPointForEveryEpochAndTheEnd() {
    History history = trainer(model).batchSize(100).steps(8).fit(train, validation);
    assertEquals(8, history.steps());
    assertEquals(250 + 250 + 200, history.samples()); // an epoch is 100, 100 and 50
    assertEquals(List.of(3, 6, 8), history.points().stream().map(HistoryPoint::step).toList());
    assertEquals(List.of(1, 2, 3), history.points().stream().map(HistoryPoint::epoch).toList());
    double mean = (history.loss(4) + history.loss(5) + history.loss(6)) / 3.0;
    assertEquals(mean, history.points().get(1).trainLoss(), 1e-6);
    assertEquals(Evaluation.of(model, validation), history.validation().orElseThrow());
    assertEquals(StopReason.FINISHED, history.stopReason());
    assertTrue(history.samplesPerSecond() > 0);
  }

  @Test
  void evaluatesWhenAskedTo() {
    History everyTwo = trainer(model).steps(5).evaluateEverySteps(2).fit(train, validation);
    assertEquals(List.of(2, 4, 5), everyTwo.points().stream().map(HistoryPoint::step).toList());
    History atEnd = trainer(model).epochs(2).evaluateAtEnd().fit(train, validation);
    assertEquals(List.of(16), atEnd.points().stream().map(HistoryPoint::step).toList());
    History everyTwoEpochs = trainer(model).epochs(3).evaluateEveryEpochs(2).fit(train);
    assertEquals(List.of(16, 24), everyTwoEpochs.points().stream().map(HistoryPoint::step).toList());
    assertEquals(Optional.empty(), everyTwoEpochs.validation());
  }

  @Test
  void theLastOfStepsAndEpochsCounts() {
    assertEquals(24, trainer(model).steps(5).epochs(3).fit(train).steps());
    assertEquals(5, trainer(model).epochs(3).steps(5).fit(train).steps());
  }

  @Test
  void samplingDecidesTheStepsInAnEpoch() {
    assertEquals(8, trainer(model).epochs(1).fit(train).steps());
    assertEquals(7, trainer(model).epochs(1).sampling(Sampling.SHUFFLED_DROP_LAST).fit(train).steps());
  }

  @Test
  void listenersSeeTheRunInOrder() {
    List<String> events = new ArrayList<>();
    TrainingListener listener = new TrainingListener() {
      @Override
      public void onStart(Training training) {
        events.add("start " + training.step() + "/" + training.steps());
      }

      @Override
      public void onStep(Training training) {
        events.add("step " + training.step() + " of epoch " + training.epoch());
      }

      @Override
      public void onEvaluation(Training training, HistoryPoint point) {
        events.add("evaluation " + point.step());
      }

      @Override
      public void onEpochEnd(Training training) {
        events.add("epoch " + training.epoch());
      }

      @Override
      public void onEnd(Training training, History history) {
        events.add("end " + history.steps());
      }
    };
    trainer(model).batchSize(125).steps(3).listener(listener).fit(train);
    assertEquals(
        List.of("start 0/3", "step 1 of epoch 1", "step 2 of epoch 1", "evaluation 2", "epoch 1",
            "step 3 of epoch 2", "evaluation 3", "end 3"),
        events);
  }

  @Test
  void aListenerMayStopTheRun() {
    History history = trainer(model).steps(100).listener(onStep(training -> {
      if (training.step() == 4) {
        training.requestStop();
      }
    })).fit(train, validation);
    assertEquals(4, history.steps());
    assertEquals(StopReason.REQUESTED, history.stopReason());
    assertEquals(4, history.points().getLast().step());
    assertTrue(history.validation().isPresent());
  }

  @Test
  void anInterruptEndsTheRunAfterTheStepAndIsKept() {
    History history = trainer(model).steps(100).listener(onStep(training -> {
      if (training.step() == 4) {
        Thread.currentThread().interrupt();
      }
    })).fit(train, validation);
    assertTrue(Thread.interrupted());
    assertEquals(4, history.steps());
    assertEquals(StopReason.INTERRUPTED, history.stopReason());
    assertEquals(Optional.empty(), history.validation());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stopsBeforeTheStepWhoseLossIsNotFinite(boolean fused) {
    LinearModel squares = LinearModel.create(Head.SQUARES, 6, 2, 1);
    Dataset data = Dataset.of(features(), 6).targets(new float[20], 2);
    Sgd sgd = Sgd.of(1e4f);
    float[][] before = new float[1][];
    List<RuntimeException> seen = new ArrayList<>();
    TrainingListener listener = new TrainingListener() {
      @Override
      public void onStep(Training training) {
        before[0] = squares.parameters().clone();
      }

      @Override
      public void onFailure(Training training, RuntimeException failure) {
        seen.add(failure);
      }
    };
    NonFiniteLossException thrown = assertThrows(NonFiniteLossException.class, () -> Trainer.of(squares)
        .optimizer(fused ? sgd : sgd.weightDecay(1e-9f)).batchSize(5).steps(50).listener(listener).fit(data));
    assertTrue(thrown.step() > 1 && thrown.step() < 20, thrown.getMessage());
    assertEquals((thrown.step() - 1) / 2 + 1, thrown.epoch());
    assertEquals(1e4f, thrown.learningRate());
    assertFalse(Float.isFinite(thrown.loss()));
    assertTrue(thrown.getMessage().contains("step " + thrown.step() + " (learning rate 10000.0); try a smaller"));
    assertArrayEquals(before[0], squares.parameters());
    assertTrue(thrown.parametersAreFinite());
    assertTrue(thrown.getMessage().endsWith("as they were before that step, and finite."), thrown.getMessage());
    assertSame(thrown, seen.getFirst());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLastStepThatRuinsTheParametersIsNoSuccess(boolean fused) {
    Sgd sgd = Sgd.of(3e38f);
    Trainer trainer = Trainer.of(ruinable()).optimizer(fused ? sgd : sgd.weightDecay(1e-9f)).batchSize(10).steps(1);
    NonFiniteLossException thrown = assertThrows(NonFiniteLossException.class, () -> trainer.fit(ruinous()));
    assertFalse(thrown.parametersAreFinite());
    assertTrue(Float.isFinite(thrown.loss()));
    assertEquals(1, thrown.step());
    assertEquals(
        "parameters are NaN or infinite after epoch 1, step 1 (learning rate 3.0E38); try a smaller learning rate "
            + "(LearningRateSearch finds one) or inputs scaled to about 1. "
            + "The model is of no more use: create it again or load saved weights.",
        thrown.getMessage());
  }

  @Test
  void parametersAreLookedAtBeforeEachEvaluation() {
    Trainer trainer = Trainer.of(ruinable()).optimizer(Sgd.of(3e38f)).batchSize(10).steps(9).evaluateEverySteps(1);
    NonFiniteLossException thrown =
        assertThrows(NonFiniteLossException.class, () -> trainer.fit(ruinous(), ruinous()));
    assertEquals(1, thrown.step());
    assertTrue(Float.isFinite(thrown.loss()));
  }

  @Test
  void aLossThatFailsOneStepLaterSaysThatTheParametersAreLost() {
    Trainer trainer = Trainer.of(ruinable()).optimizer(Sgd.of(3e38f)).batchSize(10).steps(9).evaluateAtEnd();
    NonFiniteLossException thrown = assertThrows(NonFiniteLossException.class, () -> trainer.fit(ruinous()));
    assertEquals(2, thrown.step());
    assertFalse(Float.isFinite(thrown.loss()));
    assertFalse(thrown.parametersAreFinite());
    assertTrue(thrown.getMessage().contains("but parameters were NaN or infinite before it"), thrown.getMessage());
    assertFalse(thrown.getMessage().contains("as they were"), thrown.getMessage());
  }

  private static LinearModel ruinable() {
    return LinearModel.create(Head.SQUARES, 6, 2, 1);
  }

  /// Ten samples whose squares are far from overflow, and whose gradient is above 2.
  private static Dataset ruinous() {
    float[] targets = new float[20];
    Arrays.fill(targets, 100);
    return Dataset.of(features(), 6).targets(targets, 2);
  }

  @Test
  void saysWhatIsMissingOrWrongBeforeTheFirstStep() {
    Trainer bare = Trainer.of(model);
    Exception noOptimizer = assertThrows(IllegalStateException.class, () -> bare.fit(train));
    assertTrue(noOptimizer.getMessage().startsWith("no optimizer"), noOptimizer.getMessage());
    assertRefused("the training set does not fit Linear", () -> trainer(model).fit(badWidth()));
    assertRefused("the validation set does not fit Linear", () -> trainer(model).fit(train, badWidth()));
    LinearModel inference = LinearModel.create(Head.NOTHING, 6, 3, 1);
    assertRefused("no loss", () -> trainer(inference).fit(train));
    assertRefused("batchSize 0 must be at least 1", () -> bare.batchSize(0));
    assertRefused("steps 0 must be at least 1", () -> bare.steps(0));
    assertRefused("epochs -1 must be at least 1", () -> bare.epochs(-1));
    assertRefused("threads 0 must lie between 1 and 256", () -> bare.threads(0));
    assertRefused("more than 2147483647", () -> trainer(model).epochs(Integer.MAX_VALUE).fit(train));
  }

  @Test
  void leavesNoThreadBehindEvenWhenAListenerFails() {
    RuntimeException failure = new RuntimeException("listener");
    Trainer trainer = trainer(model).threads(3).listener(onStep(training -> {
      throw failure;
    }));
    assertSame(failure, assertThrows(RuntimeException.class, () -> trainer.fit(train)));
    assertTrue(Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("lanewise-worker")));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void allocatesNothingPerStep(Optimizer optimizer) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] allocated = new long[3];
    Trainer.of(model).optimizer(optimizer).batchSize(10).steps(3000).evaluateAtEnd().listener(onStep(training -> {
      if (training.step() % 1000 == 0) {
        allocated[training.step() / 1000 - 1] = threads.getCurrentThreadAllocatedBytes();
      }
    })).fit(train);
    assertTrue(allocated[2] - allocated[1] < 1000, allocated[2] - allocated[1] + " bytes in 1000 steps");
  }

  private static void assertRefused(String part, Runnable call) {
    Exception thrown = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
  }

  private static TrainingListener onStep(Consumer<Training> action) {
    return new TrainingListener() {
      @Override
      public void onStep(Training training) {
        action.accept(training);
      }
    };
  }

  private static Trainer trainer(LinearModel model) {
    return Trainer.of(model).optimizer(Sgd.of(0.1f)).steps(20);
  }

  private static Dataset badWidth() {
    return Clusters.labelled(10, 5, 3, 4);
  }

  private static float[] features() {
    float[] features = new float[60];
    for (int i = 0; i < features.length; i++) {
      features[i] = i % 7 - 3;
    }
    return features;
  }
}
