package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The formulas of the optimizers, number by number. One weight and one bias, each at the start of its slot.
class OptimizerFormulaTest {
  private static final int BIAS = 16;
  private static final ParameterLayout LAYOUT = new ParameterLayout(
      List.of(new ParameterSlot("row.weight", List.of(1, 1), 0, 16),
          new ParameterSlot("row.bias", List.of(1), 16, 16)));

  @Test
  void weightDecayAppliesToWeightsAndNotToBiases() {
    float[] parameters = afterSteps(Sgd.of(0.1f).weightDecay(0.5f), 1);
    assertEquals(Math.fma(Math.fma(0.5f, 0.7f, 0.3f), -0.1f, 0.7f), parameters[0]);
    assertEquals(Math.fma(0.3f, -0.1f, 0.7f), parameters[BIAS]);
  }

  @Test
  void weightDecayOfZeroIsPlainDescent() {
    assertEquals(true, Sgd.of(0.1f).weightDecay(0).isPlainGradientDescent());
    assertEquals(false, Sgd.of(0.1f).weightDecay(1e-4f).isPlainGradientDescent());
  }

  @Test
  void momentumFollowsItsVelocity() {
    float weight = 0.7f;
    float velocity = 0;
    for (int step = 0; step < 4; step++) {
      velocity = Math.fma(0.9f, velocity, Math.fma(0.01f, weight, 0.3f));
      weight = Math.fma(velocity, -0.1f, weight);
    }
    assertEquals(weight, afterSteps(Momentum.of(0.1f, 0.9f).weightDecay(0.01f), 4)[0]);
  }

  @Test
  void nesterovLooksOneStepAhead() {
    float bias = 0.7f;
    float velocity = 0;
    for (int step = 0; step < 4; step++) {
      velocity = Math.fma(0.9f, velocity, 0.3f);
      bias = Math.fma(Math.fma(0.9f, velocity, 0.3f), -0.1f, bias);
    }
    assertEquals(bias, afterSteps(Momentum.of(0.1f, 0.9f).nesterov().weightDecay(0.01f), 4)[BIAS]);
  }

  @Test
  void clippingByNormKeepsTheDirectionAndOnlyShortens() {
    // both gradients are 0.3, so the norm is 0.3 times the root of 2
    float scale = (float) (0.1 / Math.sqrt(2 * (double) 0.3f * 0.3f));
    assertEquals(Math.fma(0.3f * scale, -0.1f, 0.7f), afterSteps(Sgd.of(0.1f).clipNorm(0.1f), 1)[0]);
    assertEquals(Math.fma(0.3f, -0.1f, 0.7f), afterSteps(Sgd.of(0.1f).clipNorm(0.5f), 1)[0]);
  }

  @Test
  void clippingByValueMovesEachNumberIntoTheRange() {
    assertEquals(Math.fma(0.2f, -0.1f, 0.7f), afterSteps(Sgd.of(0.1f).clipValue(0.2f), 1)[0]);
    assertEquals(Math.fma(0.3f, -0.1f, 0.7f), afterSteps(Sgd.of(0.1f).clipValue(0.4f), 1)[BIAS]);
  }

  @Test
  void decoupledDecayShrinksWeightsAndNotBiases() {
    float[] with = afterSteps(AdamW.of(0.1f).weightDecay(0.5f), 1);
    float[] without = afterSteps(AdamW.of(0.1f).weightDecay(0), 1);
    assertEquals(without[0] - 0.1f * 0.5f * 0.7f, with[0], 1e-7f);
    assertEquals(without[BIAS], with[BIAS]);
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 0, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesLimitsOutOfRange(float largest) {
    Exception norm = assertThrows(IllegalArgumentException.class, () -> Sgd.of(0.1f).clipNorm(largest));
    assertEquals("clipNorm " + largest + " must be finite and above 0", norm.getMessage());
    Exception value = assertThrows(IllegalArgumentException.class, () -> Sgd.of(0.1f).clipValue(largest));
    assertEquals("clipValue " + largest + " must be finite and above 0", value.getMessage());
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1, Float.NaN})
  void refusesBetasOutOfRange(float beta) {
    Exception thrown = assertThrows(IllegalArgumentException.class, () -> Adam.of(0.1f).betas(0.9f, beta));
    assertEquals("beta2 " + beta + " must be at least 0 and below 1", thrown.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Lion.of(0.1f).betas(beta, 0.9f));
    assertThrows(IllegalArgumentException.class, () -> RmsProp.of(0.1f).smoothing(beta));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesAWeightDecayOutOfRange(float decay) {
    Exception thrown = assertThrows(IllegalArgumentException.class, () -> Sgd.of(0.1f).weightDecay(decay));
    assertEquals("weightDecay " + decay + " must be finite and at least 0", thrown.getMessage());
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1, Float.NaN})
  void refusesAMomentumOutOfRange(float momentum) {
    Exception thrown = assertThrows(IllegalArgumentException.class, () -> Momentum.of(0.1f, momentum));
    assertEquals("momentum " + momentum + " must be at least 0 and below 1", thrown.getMessage());
  }

  private static float[] afterSteps(Optimizer optimizer, int steps) {
    float[] parameters = new float[LAYOUT.length()];
    float[] gradient = new float[LAYOUT.length()];
    parameters[0] = parameters[BIAS] = 0.7f;
    gradient[0] = gradient[BIAS] = 0.3f;
    optimizer.start(LAYOUT);
    for (int step = 0; step < steps; step++) {
      optimizer.step(parameters, gradient, 0.1f);
    }
    return parameters;
  }
}
