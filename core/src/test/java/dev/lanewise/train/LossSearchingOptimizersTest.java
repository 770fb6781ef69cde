package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import dev.lanewise.data.Dataset;
import dev.lanewise.optim.BatchLoss;
import dev.lanewise.optim.LineSearch;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.PolyakStep;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Optimizers that look at the loss: line search and Polyak's step.
class LossSearchingOptimizersTest {
  /// A single weight, padded to sixteen.
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(List.of(new ParameterSlot("row.weight", List.of(1, 1), 0, 16)));

  private final LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
  private final Dataset train = Clusters.labelled(250, 6, 3, 2);
  private final Dataset validation = Clusters.labelled(100, 6, 3, 3);

  static Stream<Optimizer> optimizers() {
    return Stream.of(LineSearch.armijo(), PolyakStep.create(), LineSearch.armijo().clipNorm(10));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void learnWithoutALearningRate(Optimizer optimizer) {
    History history = Trainer.of(model).optimizer(optimizer).batchSize(25).epochs(10).fit(train, validation);
    assertTrue(history.validation().orElseThrow().accuracy() > 0.8, history.toString());
  }

  @Test
  void armijoTakesTheFirstRateThatGainsEnough() {
    // a parabola with a slope of 2 at 1: a rate r ends at 1 - 2r; enough is (1 - 2r)^2 <= 1 - 0.4r, so r <= 0.9
    float[] parameters = new float[16];
    parameters[0] = 1;
    LineSearch search = LineSearch.armijo();
    search.start(LAYOUT);
    search.step(parameters, gradient(2), 10, parabola(parameters));
    double expected = 10;
    while (expected > 0.9) {
      expected *= 0.7;
    }
    assertEquals(expected, search.rate(), 1e-9);
    assertEquals(1 - 2 * expected, parameters[0], 1e-6);
    float before = parameters[0];
    search.step(parameters, gradient(2 * before), 10, parabola(parameters));
    assertEquals(1.2 * expected > 0.9 ? 0.7 * 1.2 * expected : 1.2 * expected, search.rate(), 1e-9);
  }

  @Test
  void armijoStaysWhereNothingIsGained() {
    float[] parameters = new float[16];
    LineSearch search = LineSearch.armijo();
    search.start(LAYOUT);
    search.step(parameters, gradient(1), 10, parabola(parameters));
    assertArrayEquals(new float[16], parameters);
  }

  @Test
  void polyakAimsAtZeroLoss() {
    float[] parameters = new float[16];
    parameters[0] = 1;
    polyak(PolyakStep.create()).step(parameters, gradient(2), 10, parabola(parameters));
    // loss 1, squared gradient 4: rate 0.5, which lands in the minimum
    assertEquals(0, parameters[0], 1e-7);
    parameters[0] = 1;
    polyak(PolyakStep.create()).step(parameters, gradient(2), 0.25f, parabola(parameters));
    assertEquals(0.5, parameters[0], 1e-7);
    parameters[0] = 1;
    polyak(PolyakStep.create().lowestLoss(0.5f)).step(parameters, gradient(2), 10, parabola(parameters));
    assertEquals(0.5, parameters[0], 1e-7);
    polyak(PolyakStep.create()).step(parameters, new float[16], 10, parabola(parameters));
    assertEquals(0.5, parameters[0], 1e-7);
  }

  private static PolyakStep polyak(PolyakStep optimizer) {
    optimizer.start(LAYOUT);
    return optimizer;
  }

  @Test
  void aStepOfSeveralMiniBatchesHasNoLossToSearch() {
    Exception thrown = assertThrows(IllegalStateException.class,
        () -> Trainer.of(model).optimizer(LineSearch.armijo()).accumulate(2).fit(train));
    assertTrue(thrown.getMessage().contains("cannot be used with accumulate(2)"), thrown.getMessage());
    Trainer.of(model).optimizer(PolyakStep.create()).accumulate(2).fit(train);
    assertThrows(UnsupportedOperationException.class,
        () -> LineSearch.armijo().step(new float[16], new float[16], 1));
    assertThrows(IllegalArgumentException.class, () -> PolyakStep.create().lowestLoss(Float.NaN));
  }

  private static float[] gradient(float first) {
    float[] gradient = new float[16];
    gradient[0] = first;
    return gradient;
  }

  /// The square of the first parameter.
  private static BatchLoss parabola(float[] parameters) {
    float before = parameters[0] * parameters[0];
    return new BatchLoss() {
      @Override
      public float before() {
        return before;
      }

      @Override
      public float now() {
        return parameters[0] * parameters[0];
      }
    };
  }

  @Test
  void scaledTensorsMoveByTheirOwnRates() {
    ParameterLayout scaled = new ParameterLayout(List.of(
        new ParameterSlot("slow.weight", List.of(1, 1), 0, 16, 0.25f),
        new ParameterSlot("frozen.weight", List.of(1, 1), 16, 16, 0f),
        new ParameterSlot("last.weight", List.of(1, 1), 32, 16)));
    float[] gradient = new float[48];
    gradient[0] = 2;
    gradient[32] = 1;
    float[] parameters = new float[48];
    parameters[16] = 7;
    PolyakStep polyak = PolyakStep.create();
    polyak.start(scaled);
    // 0.5 times the squares, of which the slow one counts a quarter: rate 0.5
    polyak.step(parameters, gradient, 10, constant(0.5f));
    assertEquals(-0.25, parameters[0], 1e-7);
    assertEquals(7, parameters[16]);
    assertEquals(-0.5, parameters[32], 1e-7);
    LineSearch search = LineSearch.armijo();
    search.start(scaled);
    // a rate of 1 asks for a loss of at most 1 - 0.1 * 2 by the scaled squares, by plain ones for 1 - 0.1 * 5
    search.step(parameters, gradient, 1, new BatchLoss() {
      @Override
      public float before() {
        return 1;
      }

      @Override
      public float now() {
        return 0.79f;
      }
    });
    assertEquals(1, search.rate(), 1e-9);
    assertEquals(-0.75, parameters[0], 1e-7);
    assertEquals(7, parameters[16]);
    assertEquals(-1.5, parameters[32], 1e-7);
  }

  private static BatchLoss constant(float loss) {
    return new BatchLoss() {
      @Override
      public float before() {
        return loss;
      }

      @Override
      public float now() {
        return loss;
      }
    };
  }
}
