package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.DifferentiableFunction;
import dev.lanewise.NumericalGradient;
import dev.lanewise.optim.GradientDescent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Plain functions from the body to the gradient: methods compiled with the processor, without a warning.
///
/// What they should compute is written here a second time, by hand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentiableBodiesTest {
  private static final long SEED = 20_260_102;

  private static final String SURFACES = """
      package surfaces;

      import static java.lang.Math.exp;

      import dev.lanewise.Differentiable;

      public final class Surfaces {
        private static final double STEEP = 100;

        private Surfaces() {}

        @Differentiable
        static double bowl(double x0, double x1) {
          return x0 * x0 + x1 * x1;
        }

        @Differentiable
        public static float rosenbrock(float x, float y) {
          float valley = y - x * x;
          float wall = 1 - x;
          return 100 * valley * valley + wall * wall;
        }

        @Differentiable(length = 100)
        static double chain(double[] x) {
          double sum = 0;
          for (int i = 0; i + 1 < x.length; i++) {
            double valley = x[i + 1] - square(x[i]);
            sum += STEEP * square(valley) + square(1 - x[i]);
          }
          return sum;
        }

        @Differentiable(length = 3)
        static float skewed(float[] w) {
          float product = 1;
          for (int i = 0; i < w.length; i++) {
            product *= 1 + w[i] * w[i];
          }
          return product - w[1];
        }

        @Differentiable
        static double huber(double x, double y) {
          double error = Math.abs(x - y);
          double loss;
          if (error < 1) {
            loss = square(error) / 2;
          } else {
            loss = error - 0.5;
          }
          return loss + (x > 0 ? exp(-x) : 1 - x);
        }

        static final class Inner {
          @Differentiable
          static double power(double base) {
            double power = 1;
            for (int i = 0; i < 5; i++) {
              power = power * base;
            }
            return power;
          }
        }

        private static double square(double x) {
          return x * x;
        }
      }
      """;

  private GeneratedModels compiled;

  @BeforeAll
  void compile() {
    Map<String, String> sources = new LinkedHashMap<>(Map.of("surfaces.Surfaces", SURFACES));
    compiled = GeneratedModels.compile(sources,
        List.of("-Xlint:all,-processing", "-Werror", "--add-modules", "jdk.incubator.vector", "-Xlint:-incubating"));
  }

  private DifferentiableFunction load(String name) {
    return compiled.make("surfaces.Surfaces_" + name, DifferentiableFunction.class);
  }

  @Test
  void aFunctionOfTwoNumbersHasTheGradientOfTheBook() {
    DifferentiableFunction bowl = load("Bowl");
    assertEquals(List.of("x0", "x1"), bowl.parameterNames());
    assertEquals("Surfaces.bowl", bowl.toString());
    double[] gradient = new double[2];
    assertEquals(25, bowl.valueAndGradient(new double[] {3, 4}, gradient));
    assertArrayEquals(new double[] {6, 8}, gradient);
  }

  @Test
  void computesInThePrecisionOfTheMethod() {
    DifferentiableFunction rosenbrock = load("Rosenbrock");
    float x = 0.1f;
    float y = 0.7f;
    float valley = y - x * x;
    float wall = 1 - x;
    double[] gradient = new double[2];
    float value = (float) rosenbrock.valueAndGradient(new double[] {x, y}, gradient);
    assertEquals(100 * valley * valley + wall * wall, value);
    assertEquals(-400 * valley * x - 2 * wall, gradient[0], 1e-5 * Math.abs(gradient[0]));
    assertEquals(200 * valley, gradient[1], 1e-5 * Math.abs(gradient[1]));
    assertEquals((float) gradient[0], gradient[0], "a derivative in single precision is a float");
  }

  @Test
  void aLoopOverAnArrayIsUnrolled() {
    DifferentiableFunction chain = load("Chain");
    assertEquals(100, chain.arity());
    double[] x = new Random(SEED).doubles(100, -2, 2).toArray();
    double[] expected = new double[100];
    double value = 0;
    for (int i = 0; i + 1 < 100; i++) {
      double valley = x[i + 1] - x[i] * x[i];
      value += 100 * valley * valley + (1 - x[i]) * (1 - x[i]);
      expected[i] += -400 * valley * x[i] - 2 * (1 - x[i]);
      expected[i + 1] += 200 * valley;
    }
    double[] gradient = new double[100];
    assertEquals(value, chain.valueAndGradient(x, gradient), 1e-13 * value, "seed " + SEED);
    assertArrayEquals(expected, gradient, 1e-12 * Arrays.stream(expected).map(Math::abs).max().orElseThrow());
  }

  @Test
  void anArrayOfFloatsIsReadInSinglePrecision() {
    double[] gradient = new double[3];
    double value = load("Skewed").valueAndGradient(new double[] {1, 2, -3}, gradient);
    assertEquals(2 * 5 * 10 - 2, value);
    assertArrayEquals(new double[] {2 * 50, 4 * 20 - 1, -6 * 10}, gradient, 1e-4);
  }

  @Test
  void eachBranchHasItsOwnGradient() {
    ToDoubleFunction<double[]> itself = point -> {
      double error = Math.abs(point[0] - point[1]);
      return (error < 1 ? error * error / 2 : error - 0.5) + (point[0] > 0 ? Math.exp(-point[0]) : 1 - point[0]);
    };
    DifferentiableFunction huber = load("Huber");
    double[][] points = {{0.5, 0.75}, {3, -1}, {-3, 2}, {-0.25, 0.125}};
    for (double[] point : points) {
      double[] gradient = new double[2];
      assertEquals(itself.applyAsDouble(point), huber.valueAndGradient(point, gradient), 1e-15);
      assertArrayEquals(NumericalGradient.scaled().at(itself, point), gradient, 1e-8, Arrays.toString(point));
    }
  }

  @Test
  void aVariableAssignedInALoopGivesTheDerivativeOfThePower() {
    double[] gradient = new double[1];
    assertEquals(32, load("Inner_Power").valueAndGradient(new double[] {2}, gradient));
    assertArrayEquals(new double[] {80}, gradient);
  }

  @Test
  void descendsAFunctionOfAHundredNumbers() {
    double[] start = IntStream.range(0, 100).mapToDouble(_ -> 0.5).toArray();
    var path = GradientDescent.minimize(load("Chain")).learningRate(1e-3).steps(500).from(start);
    assertTrue(path.value(500) < path.value(0) / 4, path::explanation);
  }
}
