package dev.lanewise.init;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitializerTest {
  private static final int INPUTS = 300;
  private static final int OUTPUTS = 100;

  @Test
  void normalHasItsStandardDeviation() {
    assertEquals(0.01, standardDeviation(filled(new Normal(0.01))), 0.0002);
  }

  @Test
  void heNormalDependsOnTheInputsAlone() {
    assertEquals(Math.sqrt(2.0 / INPUTS), standardDeviation(filled(new HeNormal())), 0.0015);
  }

  @Test
  void glorotNormalDependsOnInputsAndOutputs() {
    assertEquals(Math.sqrt(2.0 / (INPUTS + OUTPUTS)), standardDeviation(filled(new GlorotNormal())), 0.0015);
  }

  @Test
  void heUniformFillsItsRangeEvenly() {
    assertFillsEvenly(Math.sqrt(6.0 / INPUTS), filled(new HeUniform()));
  }

  @Test
  void glorotUniformFillsItsRangeEvenly() {
    assertFillsEvenly(Math.sqrt(6.0 / (INPUTS + OUTPUTS)), filled(new GlorotUniform()));
  }

  @Test
  void zerosOverwritesAndTakesNoRandomNumbers() {
    CounterRandom random = CounterRandom.of(1, 0);
    float[] weights = {1, Float.NaN};
    new Zeros().fill(weights, 2, 1, random);
    assertArrayEquals(new float[2], weights);
    assertEquals(0, random.position());
  }

  @Test
  void theSameStreamGivesTheSameWeights() {
    assertArrayEquals(filled(new HeNormal()), filled(new HeNormal()));
  }

  @Test
  void widthsWhoseSumOverflowsAnIntStillHaveARange() {
    float[] weights = new float[1];
    new GlorotUniform().fill(weights, Integer.MAX_VALUE, Integer.MAX_VALUE, CounterRandom.of(1, 0));
    assertTrue(Math.abs(weights[0]) <= Math.sqrt(6.0 / (2.0 * Integer.MAX_VALUE)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.01, Double.NaN, Double.POSITIVE_INFINITY})
  void normalRefusesAStandardDeviationThatIsNone(double standardDeviation) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> new Normal(standardDeviation));
    assertEquals("standardDeviation " + standardDeviation + " must be finite and above 0", thrown.getMessage());
  }

  private static float[] filled(Initializer initializer) {
    float[] weights = new float[INPUTS * OUTPUTS];
    initializer.fill(weights, INPUTS, OUTPUTS, CounterRandom.of(17, 0));
    return weights;
  }

  private static double standardDeviation(float[] weights) {
    double sum = 0;
    for (float weight : weights) {
      sum += (double) weight * weight;
    }
    return Math.sqrt(sum / weights.length);
  }

  private static void assertFillsEvenly(double bound, float[] weights) {
    double largest = 0;
    double sum = 0;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
      sum += weight;
    }
    assertTrue(largest <= bound && largest > 0.999 * bound, largest + " of " + bound);
    assertEquals(bound / Math.sqrt(3), standardDeviation(weights), 0.01 * bound);
    assertEquals(0, sum / weights.length, 0.02 * bound);
  }
}
