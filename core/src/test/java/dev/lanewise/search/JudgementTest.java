package dev.lanewise.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.init.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Curves made up to be hard to judge: noise of 20 % that all trials share, spikes, late failures.
class JudgementTest {
  private static final int STEPS = 200;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void tellsTheVerdictsApartUnderSharedNoise(long seed) {
    Curve baseline = curve(seed, 0, step -> 1);
    List<LearningRateTrial> trials = Judgement.of(baseline, List.of(
        curve(seed, 10, step -> 1 + 0.02 * step),
        curve(seed, 1, step -> 0.3 + 0.7 * Math.exp(-step / 30.0)),
        curve(seed, 0.1f, step -> 0.2 + 0.8 * Math.exp(-step / 60.0)),
        curve(seed, 0.01f, step -> 1 - 0.0005 * step),
        curve(seed, 1e-10f, step -> 1 - 1e-9 * step)));
    assertEquals(
        List.of(Verdict.DIVERGES, Verdict.LEARNS, Verdict.BEST, Verdict.SLOW, Verdict.STUCK),
        trials.stream().map(LearningRateTrial::verdict).toList(), "seed " + seed);
  }

  @Test
  void aFallOfHalfAPercentIsSeenThroughNoiseOfTwentyPercent() {
    List<LearningRateTrial> trials =
        Judgement.of(curve(7, 0, step -> 1), List.of(curve(7, 0.1f, step -> 1 - 0.005 * step / STEPS)));
    assertEquals(Verdict.BEST, trials.getFirst().verdict());
  }

  @Test
  void aFewSpikesDoNotHideThatARateLearns() {
    Curve learning = curve(3, 0.1f, step -> step % 7 == 0 ? 50 : 0.5);
    assertEquals(Verdict.BEST, Judgement.of(curve(3, 0, step -> 1), List.of(learning)).getFirst().verdict());
  }

  @Test
  void anEarlySpikeDoesNotCountAsAStart() {
    Curve spiked = curve(3, 0.1f, step -> step < 3 ? 1000 : 1);
    assertEquals(Verdict.STUCK, Judgement.of(curve(3, 0, step -> 1), List.of(spiked)).getFirst().verdict());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void aLossThatIsNotFiniteDivergesHoweverWellItBegan(float last) {
    Curve failed = new Curve(10, new float[] {1, 0.5f, 0.1f, last});
    LearningRateTrial trial = Judgement.of(curve(3, 0, step -> 1), List.of(failed)).getFirst();
    assertEquals(Verdict.DIVERGES, trial.verdict());
    assertEquals("loss became " + (Float.isNaN(last) ? "NaN" : "infinite") + " at step 4", trial.reason());
    assertEquals(last, (float) trial.endLoss());
  }

  @Test
  void aLossThatJumpsAboutItsStartIsTooLargeRatherThanStuck() {
    Curve baseline = new Curve(0, filled(1));
    LearningRateTrial trial = Judgement.of(baseline, List.of(new Curve(10, jumpingAboutOne()))).getFirst();
    assertEquals(Verdict.DIVERGES, trial.verdict());
    assertTrue(trial.reason().contains("jumps about"), trial.reason());
  }

  @ParameterizedTest
  @ValueSource(floats = {2.36f, 2.31f})
  void aLossThatEndsALittleAboveItsStartIsTooLarge(float end) {
    LearningRateTrial trial =
        Judgement.of(new Curve(0, filled(2.302f)), List.of(new Curve(10, filled(end)))).getFirst();
    assertEquals(Verdict.DIVERGES, trial.verdict());
    String to = end == 2.36f ? "2.360" : "2.310";
    assertEquals("loss rose from 2.302 to " + to + " in 200 steps: too large", trial.reason());
  }

  @Test
  void ofEqualRatesTheSmallestIsBest() {
    Curve baseline = new Curve(0, filled(1));
    List<LearningRateTrial> trials = Judgement.of(
        baseline, List.of(new Curve(0.3f, filled(0.5f)), new Curve(0.1f, filled(0.5f)), new Curve(1, filled(0.5f))));
    assertEquals(
        List.of(Verdict.LEARNS, Verdict.BEST, Verdict.LEARNS),
        trials.stream().map(LearningRateTrial::verdict).toList());
  }

  @Test
  void aLossOfZeroFromTheStartIsStuck() {
    Curve zero = new Curve(0.1f, new float[STEPS]);
    assertEquals(
        Verdict.STUCK, Judgement.of(new Curve(0, new float[STEPS]), List.of(zero)).getFirst().verdict());
  }

  @Test
  void aLossBelowZeroThatFallsFurtherLearns() {
    assertEquals(
        Verdict.BEST,
        Judgement.of(new Curve(0, filled(-1)), List.of(new Curve(0.1f, filled(-2)))).getFirst().verdict());
  }

  @Test
  void oneStepIsEnoughForAVerdict() {
    Curve baseline = new Curve(0, new float[] {1});
    assertEquals(
        Verdict.STUCK, Judgement.of(baseline, List.of(new Curve(0.1f, new float[] {1}))).getFirst().verdict());
  }

  @Test
  void reasonsGiveTheNumbers() {
    LearningRateTrial trial =
        Judgement.of(new Curve(0, filled(2.3026f)), List.of(new Curve(0.1f, filled(0.4124f)))).getFirst();
    assertEquals("loss fell from 2.303 to 0.412 in 200 steps", trial.reason());
  }

  private static Curve curve(long seed, float rate, IntToDoubleFunction shape) {
    CounterRandom random = CounterRandom.of(seed, 0);
    float[] losses = new float[STEPS];
    for (int step = 0; step < STEPS; step++) {
      losses[step] = (float) (shape.applyAsDouble(step) * (1 + 0.2 * random.nextGaussian()));
    }
    return new Curve(rate, losses);
  }

  private static float[] filled(float loss) {
    float[] losses = new float[STEPS];
    Arrays.fill(losses, loss);
    return losses;
  }

  private static float[] jumpingAboutOne() {
    float[] losses = new float[STEPS];
    for (int step = 0; step < STEPS; step++) {
      losses[step] = step % 2 == 0 ? 1.4f : 0.6f;
    }
    return losses;
  }
}
