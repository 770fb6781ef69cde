package dev.lanewise.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.init.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Curves with known answers: quadratics, flat, diverging, spiked, plateaued, with and without noise.
class RangeAnalysisTest {
  private static final int STEPS = 100;
  private static final float[] RATES = rates(1e-6, 10, STEPS);

  private static float[] rates(double from, double to, int steps) {
    float[] rates = new float[steps];
    for (int i = 0; i < steps; i++) {
      rates[i] = (float) (from * Math.pow(to / from, i / (steps - 1.0)));
    }
    return rates;
  }

  /// Gradient descent on `curvature / 2 * x^2` with the rates of the test, from x = 1: it diverges above 2 / curvature.
  private static double[] quadratic(float[] rates, double... curvatures) {
    double[] losses = new double[rates.length];
    double[] x = new double[curvatures.length];
    Arrays.fill(x, 1);
    for (int step = 0; step < rates.length; step++) {
      for (int i = 0; i < x.length; i++) {
        losses[step] += curvatures[i] / 2 * x[i] * x[i];
        x[i] -= rates[step] * curvatures[i] * x[i];
      }
    }
    return losses;
  }

  /// A loss that is a function of the logarithm of the rate to base 10.
  private static double[] ofLog(DoubleUnaryOperator loss) {
    double[] losses = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      losses[i] = loss.applyAsDouble(Math.log10(RATES[i]));
    }
    return losses;
  }

  /// 2.3 up to 1e-4, then down to 0.5 at 0.1, then up steeply: the usual picture.
  private static double usual(double log) {
    if (log < -1) {
      return 0.5 + 1.8 / (1 + Math.exp(4 * (log + 2.5)));
    }
    return 0.5 + 20 * (log + 1) * (log + 1);
  }

  private static RangeAnalysis noisy(double[] losses, double noise, long seed) {
    List<double[]> replicates = new ArrayList<>();
    CounterRandom random = CounterRandom.of(seed, 1);
    for (int replicate = 0; replicate < 3; replicate++) {
      double[] values = losses.clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += noise * random.nextGaussian();
      }
      replicates.add(values);
    }
    return RangeAnalysis.of(RATES, replicates);
  }

  private static float found(RangeAnalysis analysis) {
    assertEquals(Outcome.FOUND, analysis.outcome());
    return analysis.consensus().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {4, 30, 100, 20_000})
  void staysBelowTheExactLimitOfAQuadratic(double curvature) {
    double limit = 2 / curvature;
    RangeAnalysis analysis = RangeAnalysis.of(RATES, List.of(quadratic(RATES, curvature, curvature / 50)));
    float rate = found(analysis);
    assertTrue(rate < limit && rate > limit / 100, curvature + ": " + rate + ", limit " + limit);
    // the loss has to climb back before it counts as diverged, which takes some steps above the limit
    float diverges = analysis.divergence().orElseThrow();
    assertTrue(diverges > limit && diverges < 10 * limit, curvature + ": " + diverges + ", limit " + limit);
    assertTrue(analysis.useful().orElseThrow().to() < diverges);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsTheUsualCurveThroughNoise(long seed) {
    for (double noise : new double[] {0, 0.02, 0.1}) {
      RangeAnalysis analysis = noisy(ofLog(RangeAnalysisTest::usual), noise, seed);
      float rate = found(analysis);
      assertTrue(rate > 1e-3 && rate < 0.05, noise + ": " + rate + " " + analysis.suggestions());
      analysis.suggestions().forEach((rule, suggested) ->
          assertTrue(suggested > 5e-4 && suggested < 0.15, noise + ": " + rule + " " + suggested));
      assertTrue(analysis.ofReplicates().size() == 3);
    }
  }

  @Test
  void aFlatCurveIsFlatWithAndWithoutNoise() {
    for (long seed = 1; seed <= 20; seed++) {
      for (double noise : new double[] {0, 1e-3, 0.2}) {
        RangeAnalysis analysis = noisy(ofLog(log -> 2.3), noise, seed);
        assertEquals(Outcome.FLAT, analysis.outcome(), noise + " " + seed);
        assertEquals(Optional.empty(), analysis.consensus());
        assertEquals(Optional.empty(), analysis.useful());
        assertEquals(Optional.empty(), analysis.divergence());
      }
    }
  }

  @Test
  void aSpikeAtTheBeginningIsNotTakenForAFall() {
    double[] losses = ofLog(RangeAnalysisTest::usual);
    losses[2] = 40;
    losses[11] = 12;
    losses[12] = 9;
    float rate = found(RangeAnalysis.of(RATES, List.of(losses)));
    assertEquals(found(RangeAnalysis.of(RATES, List.of(ofLog(RangeAnalysisTest::usual)))), rate, rate / 2);
  }

  @Test
  void aReplicateThatFailsEarlyDoesNotDecide() {
    double[] losses = ofLog(RangeAnalysisTest::usual);
    double[] failed = Arrays.copyOf(losses, 20);
    failed[19] = Double.NaN;
    RangeAnalysis analysis = RangeAnalysis.of(RATES, List.of(losses, failed, losses));
    assertEquals(found(RangeAnalysis.of(RATES, List.of(losses))), found(analysis));
    assertEquals(2, analysis.ofReplicates().size());
  }

  @Test
  void divergesAtTheStartOrWithoutHavingFallen() {
    RangeAnalysis early = RangeAnalysis.of(RATES, List.of(new double[] {2, 2.5, 30, Double.NaN}));
    assertEquals(Outcome.DIVERGED_AT_START, early.outcome());
    assertEquals(Optional.empty(), early.consensus());
    RangeAnalysis rising = RangeAnalysis.of(RATES, List.of(ofLog(log -> 2 + Math.exp(3 * (log + 5.2)))));
    assertEquals(Outcome.DIVERGED_AT_START, rising.outcome());
    RangeAnalysis late = RangeAnalysis.of(RATES, List.of(ofLog(log -> 2 + Math.exp(5 * (log + 1)))));
    assertEquals(Outcome.GAP, late.outcome());
    assertTrue(late.divergence().isPresent());
    assertEquals(Outcome.DIVERGED_AT_START, RangeAnalysis.of(RATES, List.of(new double[0])).outcome());
  }

  @Test
  void saysWhereTheLossStillFallsAtTheEnd() {
    RangeAnalysis analysis = RangeAnalysis.of(RATES, List.of(ofLog(log -> 2.3 - 0.1 * Math.max(0, log + 3))));
    assertEquals(Outcome.EDGE_OF_RANGE, analysis.outcome());
    assertEquals(10, analysis.useful().orElseThrow().to(), 1e-5);
  }

  @Test
  void aPlateauAfterTheFallIsNoReasonToGoOn() {
    // falls from 1e-4 to 1e-2 and stays there
    RangeAnalysis analysis = noisy(ofLog(log -> 2.3 - Math.clamp(log + 4, 0, 2)), 0.01, 3);
    float rate = analysis.consensus().orElseThrow();
    assertTrue(rate > 3e-4 && rate < 0.1, analysis.suggestions().toString());
  }

  @Test
  void lossesBelowZeroAreLossesToo() {
    double[] losses = ofLog(log -> usual(log) - 5);
    float rate = found(RangeAnalysis.of(RATES, List.of(losses)));
    assertEquals(found(RangeAnalysis.of(RATES, List.of(ofLog(RangeAnalysisTest::usual)))), rate);
  }

  /// Slopes are with respect to the logarithm of the rate, so that denser rates change little.
  @Test
  void denserRatesSuggestTheSame() {
    float[] dense = rates(1e-6, 10, 400);
    double[] losses = new double[400];
    for (int i = 0; i < 400; i++) {
      losses[i] = usual(Math.log10(dense[i]));
    }
    float rate = found(RangeAnalysis.of(dense, List.of(losses)));
    assertEquals(1, found(RangeAnalysis.of(RATES, List.of(ofLog(RangeAnalysisTest::usual)))) / rate, 0.3);
  }
}
