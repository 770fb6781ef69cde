package dev.lanewise.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.ParameterLayout;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.optim.Momentum;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LearningRateSearchTest {
  private final LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
  private final Dataset train = Clusters.labelled(300, 6, 3, 2);
  private final LinearModel regression = LinearModel.create(Head.SQUARES, 6, 3, 1);
  private final Dataset targets = train.oneHot(3);

  @Test
  void findsTheRateThatLearnsBest() {
    LearningRateReport report = LearningRateSearch.ladder(1e4f, 10, 0.1f, 1e-3f, 1e-10f)
        .steps(100).batchSize(30).seed(1).run(regression, targets);
    assertEquals(
        List.of(Verdict.DIVERGES, Verdict.DIVERGES, Verdict.BEST, Verdict.SLOW, Verdict.STUCK), verdicts(report),
        report.table());
    assertEquals(Optional.of(0.1f), report.recommended());
    assertEquals(Outcome.FOUND, report.outcome());
    assertEquals("Take 0.1.", report.advice());
    assertTrue(report.trials().getFirst().reason().matches("loss became (NaN|infinite) at step \\d+"), report.table());
    long taken = report.trials().stream().mapToLong(trial -> trial.losses().length).sum();
    assertEquals(taken + 100, report.costInSteps());
  }

  @Test
  void aRateWhoseLastStepRuinsTheParametersDiverges() {
    float[] far = new float[900];
    Arrays.fill(far, 100);
    LearningRateReport report = LearningRateSearch.ladder(3e38f, 1e-3f)
        .optimizer(new LateSgd(4)).steps(5).run(regression, train.targets(far, 3));
    assertEquals(Verdict.DIVERGES, report.trials().getFirst().verdict(), report.table());
    assertEquals("parameters became NaN or infinite by step 5", report.trials().getFirst().reason());
    assertTrue(Double.isNaN(report.trials().getFirst().endLoss()));
    assertEquals(5, report.trials().getFirst().losses().length);
  }

  /// Descends only after some steps.
  private static final class LateSgd implements Optimizer {
    private final int idle;
    private final float learningRate;
    private int step;

    LateSgd(int idle) {
      this(idle, 1);
    }

    private LateSgd(int idle, float learningRate) {
      this.idle = idle;
      this.learningRate = learningRate;
    }

    @Override
    public void start(ParameterLayout layout) {
      step = 0;
    }

    @Override
    public void step(float[] parameters, float[] gradient, float rate) {
      for (int i = 0; step >= idle && i < parameters.length; i++) {
        parameters[i] -= rate * gradient[i];
      }
      step++;
    }

    @Override
    public float learningRate() {
      return learningRate;
    }

    @Override
    public Optimizer withLearningRate(float rate) {
      return new LateSgd(idle, rate);
    }
  }

  @Test
  void neverChangesTheModel() {
    float[] before = model.parameters().clone();
    LearningRateSearch.ladder(1e6f, 1, 1e-6f).steps(20).run(model, train);
    assertArrayEquals(before, model.parameters());
  }

  @Test
  void everyTrialIsTheRunThatTheTrainerWouldMake() {
    LearningRateReport report = LearningRateSearch.ladder(0.5f, 0.05f)
        .optimizer(Momentum.of(1, 0.9f)).steps(30).batchSize(20).sampling(Sampling.WITH_REPLACEMENT).seed(9)
        .run(model, train);
    for (LearningRateTrial trial : report.trials()) {
      float[] expected = Trainer.of(model.copy())
          .optimizer(Momentum.of(trial.learningRate(), 0.9f))
          .batchSize(20).sampling(Sampling.WITH_REPLACEMENT).steps(30).seed(9)
          .fit(train).losses();
      assertArrayEquals(expected, trial.losses());
    }
  }

  @Test
  void givesTheSameReportTwiceAndOnTwoThreads() {
    Ladder search = LearningRateSearch.ladder(1, 0.1f).steps(30).seed(4);
    String first = search.run(model, train).lossesToCsv();
    assertEquals(first, search.run(model, train).lossesToCsv());
    assertEquals(first, search.threads(2).run(model, train).lossesToCsv());
  }

  @Test
  void warnsWhereTheBestRateIsAtTheEdge() {
    LearningRateReport smallest =
        LearningRateSearch.ladder(1e4f, 0.1f).steps(50).run(regression, targets);
    assertEquals(Outcome.EDGE_OF_RANGE, smallest.outcome());
    assertEquals(
        "Take 0.1, or look further: it is the smallest rate tried, so a smaller one may be better.", smallest.advice());
    LearningRateReport largest = LearningRateSearch.ladder(0.01f, 1e-8f).steps(50).run(regression, targets);
    assertTrue(largest.advice().contains("it is the largest rate tried, so a larger one"), largest.advice());
  }

  @Test
  void saysWhatToDoWhereNoRateLearns() {
    LearningRateReport flat = LearningRateSearch.ladder(1e-9f, 1e-10f).steps(20).run(regression, targets);
    assertEquals(Outcome.FLAT, flat.outcome());
    assertTrue(flat.advice().contains("Try larger ones, from 1e-9 up"), flat.advice());
    LearningRateReport diverged = LearningRateSearch.ladder(1e4f, 1e3f).steps(20).run(regression, targets);
    assertEquals(Outcome.DIVERGED_AT_START, diverged.outcome());
    assertTrue(diverged.advice().contains("Try smaller ones, from 1000 down"), diverged.advice());
    LearningRateReport gap = LearningRateSearch.ladder(1e4f, 1e-9f).steps(20).run(regression, targets);
    assertEquals(Outcome.GAP, gap.outcome());
    assertEquals(Optional.empty(), gap.recommended());
    assertTrue(gap.advice().contains("1e-9 is too small and 10000 too large"), gap.advice());
  }

  @Test
  void refusesRatesAndDataThatCannotWork() {
    assertThrows(IllegalArgumentException.class, LearningRateSearch::ladder);
    assertThrows(IllegalArgumentException.class, () -> LearningRateSearch.ladder(0.1f, 0));
    assertThrows(IllegalArgumentException.class, () -> LearningRateSearch.ladder(Float.NaN));
    Exception twice = assertThrows(IllegalArgumentException.class, () -> LearningRateSearch.ladder(1, 0.1f, 1));
    assertEquals("learning rate 1.0 is given twice", twice.getMessage());
    assertEquals("rates", assertThrows(
        NullPointerException.class, () -> LearningRateSearch.ladder((float[]) null)).getMessage());
    Ladder search = LearningRateSearch.ladder(1);
    assertEquals("steps 1 must be at least 2", assertThrows(
        IllegalArgumentException.class, () -> search.steps(1)).getMessage());
    assertEquals("threads 0 must lie between 1 and 256", assertThrows(
        IllegalArgumentException.class, () -> search.threads(0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> search.threads(257));
    Exception wrong = assertThrows(
        IllegalArgumentException.class, () -> LearningRateSearch.ladder(1).run(regression, train));
    assertTrue(wrong.getMessage().contains("does not fit"), wrong.getMessage());
  }

  @Test
  void aModelThatFailsByItselfIsNotBlamedOnTheRate() {
    float[] huge = new float[18];
    Arrays.fill(huge, 1e38f);
    regression.setParameter("linear.weight", huge);
    Exception thrown = assertThrows(
        IllegalArgumentException.class, () -> LearningRateSearch.ladder(1e-3f).run(regression, targets));
    assertTrue(thrown.getMessage().contains("untrained Linear"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("mini-batch 1"), thrown.getMessage());
  }

  @Test
  void anInterruptCancelsTheSearch() {
    Thread.currentThread().interrupt();
    Ladder search = LearningRateSearch.ladder(1).optimizer(Sgd.of(1));
    assertThrows(CancellationException.class, () -> search.run(model, train));
    assertTrue(Thread.interrupted());
  }

  private static List<Verdict> verdicts(LearningRateReport report) {
    return report.trials().stream().map(LearningRateTrial::verdict).toList();
  }
}
