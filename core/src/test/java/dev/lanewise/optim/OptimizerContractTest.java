package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every optimizer promises: add a new one to [#optimizers].
class OptimizerContractTest {
  private static final ParameterSlot WEIGHT = new ParameterSlot("row.weight", List.of(3, 5), 0, 16);
  private static final ParameterSlot BIAS = new ParameterSlot("row.bias", List.of(3), 80, 16);
  private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(WEIGHT, BIAS));

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        Sgd.of(0.1f),
        Sgd.of(0.1f).weightDecay(0.01f),
        Momentum.of(0.1f, 0.5f),
        Momentum.of(0.1f, 0.5f).weightDecay(0.01f),
        Momentum.of(0.1f, 0.5f).nesterov(),
        Momentum.of(0.1f, 0.5f).nesterov().weightDecay(0.01f),
        AdaGrad.of(0.1f),
        AdaGrad.of(0.1f).weightDecay(0.01f),
        RmsProp.of(0.1f),
        RmsProp.of(0.1f).smoothing(0.9f).weightDecay(0.01f),
        Adam.of(0.1f),
        Adam.of(0.1f).betas(0.8f, 0.9f).weightDecay(0.01f),
        AdamW.of(0.1f),
        AdamW.of(0.1f).weightDecay(0),
        Lion.of(0.1f),
        Lion.of(0.1f).betas(0.8f, 0.9f).weightDecay(0.01f),
        ScheduleFree.of(0.1f),
        ScheduleFree.of(0.1f).betas(0.8f, 0.9f).weightDecay(0.01f),
        Prodigy.create().withLearningRate(0.1f),
        Prodigy.create().weightDecay(0.01f).withLearningRate(0.1f),
        Sgd.of(0.1f).clipNorm(0.5f),
        Sgd.of(0.1f).clipValue(0.25f),
        Adam.of(0.1f).clipValue(0.5f).clipNorm(1));
  }

  static Stream<Optimizer> optimizersWithoutDecay() {
    return optimizers().filter(optimizer -> !optimizer.toString().contains("decay"));
  }

  @ParameterizedTest
  @MethodSource("optimizersWithoutDecay")
  void findsTheMinimumOfAQuadratic(Optimizer optimizer) {
    int steps = 3_000;
    float[] target = used(-1);
    float[] parameters = new float[LAYOUT.length()];
    float[] gradient = new float[LAYOUT.length()];
    optimizer.start(LAYOUT);
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = parameters[i] - target[i];
      }
      // Steps that follow the sign of the gradient end only where the rate does.
      optimizer.step(parameters, gradient, optimizer.learningRate() * (steps - step) / steps);
    }
    assertArrayEquals(target, optimizer.evaluationParameters().orElse(parameters), 1e-3f);
  }

  @ParameterizedTest
  @MethodSource("optimizersWithoutDecay")
  void aGradientOfZeroLeavesTheParameters(Optimizer optimizer) {
    float[] parameters = used(1);
    optimizer.start(LAYOUT);
    optimizer.step(parameters, new float[LAYOUT.length()], 0.1f);
    assertArrayEquals(used(1), parameters);
    optimizer.evaluationParameters().ifPresent(evaluation -> assertArrayEquals(used(1), evaluation));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aLearningRateOfZeroLeavesTheParameters(Optimizer optimizer) {
    float[] parameters = used(1);
    optimizer.start(LAYOUT);
    optimizer.step(parameters, used(2), 0);
    assertArrayEquals(used(1), parameters);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void keepsThePaddingAtZero(Optimizer optimizer) {
    float[] parameters = used(1);
    optimizer.start(LAYOUT);
    for (int step = 0; step < 20; step++) {
      optimizer.step(parameters, used(-2), 0.1f);
    }
    List<float[]> arrays = new ArrayList<>(optimizer.parameterState().values());
    arrays.add(parameters);
    for (float[] array : arrays) {
      float[] padding = array.clone();
      WEIGHT.write(new float[WEIGHT.count()], padding);
      BIAS.write(new float[BIAS.count()], padding);
      assertArrayEquals(new float[LAYOUT.length()], padding);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aFreshOneGoesOnFromTheStateAsIfItHadTakenEveryStep(Optimizer optimizer) {
    float[] parameters = used(1);
    optimizer.start(LAYOUT);
    Optimizer other = optimizer.withLearningRate(optimizer.learningRate());
    other.start(LAYOUT);
    steps(optimizer, parameters, 0, 5);
    optimizer.parameterState().forEach((name, values) ->
        System.arraycopy(values, 0, other.parameterState().get(name), 0, values.length));
    System.arraycopy(optimizer.scalarState(), 0, other.scalarState(), 0, optimizer.scalarState().length);
    float[] otherParameters = parameters.clone();
    steps(optimizer, parameters, 5, 10);
    steps(other, otherParameters, 5, 10);
    assertArrayEquals(parameters, otherParameters);
    assertEquals(optimizer.evaluationParameters().isPresent(), other.evaluationParameters().isPresent());
    optimizer.evaluationParameters().ifPresent(expected ->
        assertArrayEquals(expected, other.evaluationParameters().orElseThrow()));
  }

  private static void steps(Optimizer optimizer, float[] parameters, int from, int to) {
    for (int step = from; step < to; step++) {
      optimizer.step(parameters, used(step % 3 - 1.25f), 0.1f / (1 + step));
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void startingAgainForgetsThePast(Optimizer optimizer) {
    float[] first = threeSteps(optimizer);
    assertArrayEquals(first, threeSteps(optimizer));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void anotherLearningRateMakesAFreshOptimizerWithTheSameSettings(Optimizer optimizer) {
    float[] expected = threeSteps(optimizer);
    Optimizer other = optimizer.withLearningRate(0.25f);
    assertNotSame(optimizer, other);
    assertEquals(0.25f, other.learningRate());
    assertEquals(0.1f, optimizer.learningRate());
    assertEquals(optimizer.isPlainGradientDescent(), other.isPlainGradientDescent());
    assertEquals(optimizer.toString(), other.withLearningRate(0.1f).toString());
    assertThrows(IllegalStateException.class, () -> other.step(used(1), used(2), 0.1f));
    assertArrayEquals(expected, threeSteps(other));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void isPlainOnlyIfEveryStepIsTheFusedOne(Optimizer optimizer) {
    float[] expected = used(1);
    float[] gradient = used(2);
    for (int step = 0; step < 3; step++) {
      for (int i = 0; i < expected.length; i++) {
        expected[i] = Math.fma(gradient[i], -0.1f, expected[i]);
      }
    }
    float[] actual = threeSteps(optimizer);
    assertEquals(optimizer.isPlainGradientDescent(), Arrays.equals(expected, actual));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void refusesRatesOutOfRangeAndArraysOfAnotherModel(Optimizer optimizer) {
    for (float rate : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      Exception thrown = assertThrows(IllegalArgumentException.class, () -> optimizer.withLearningRate(rate));
      assertEquals("learningRate " + rate + " must be finite and above 0", thrown.getMessage());
    }
    optimizer.start(LAYOUT);
    assertThrows(IllegalArgumentException.class, () -> optimizer.step(new float[16], new float[96], 0.1f));
    assertThrows(IllegalArgumentException.class, () -> optimizer.step(new float[96], new float[16], 0.1f));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void allocatesNothingPerStep(Optimizer optimizer) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[] parameters = used(1);
    float[] gradient = used(2);
    optimizer.start(LAYOUT);
    long bytes = 0;
    for (int attempt = 0; attempt < 3; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int step = 0; step < 2_000; step++) {
        optimizer.step(parameters, gradient, 1e-6f);
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(bytes < 2_000, bytes + " bytes in 2000 steps");
  }

  private static float[] threeSteps(Optimizer optimizer) {
    float[] parameters = used(1);
    optimizer.start(LAYOUT);
    for (int step = 0; step < 3; step++) {
      optimizer.step(parameters, used(2), 0.1f);
    }
    return parameters;
  }

  /// A flat array with a different number in each place of the two tensors, and 0 in the padding.
  private static float[] used(float scale) {
    float[] flat = new float[LAYOUT.length()];
    float[] weights = new float[WEIGHT.count()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = scale * (i + 1) / 7;
    }
    WEIGHT.write(weights, flat);
    BIAS.write(new float[] {scale, -scale / 3, scale / 9}, flat);
    return flat;
  }
}
