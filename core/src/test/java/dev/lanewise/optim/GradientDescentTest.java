package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.DifferentiableFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Paths of descents on the bowl `x0² + x1²`, with the figures of "Deep Learning from Scratch", section 4.4.1.
class GradientDescentTest {
  private static final DifferentiableFunction BOWL = new Quadratic(1, 1);

  /// `a x0² + b x1²`, by hand.
  private record Quadratic(double a, double b) implements DifferentiableFunction {
    @Override
    public int arity() {
      return 2;
    }

    @Override
    public List<String> parameterNames() {
      return List.of("x0", "x1");
    }

    @Override
    public double value(double... point) {
      return a * point[0] * point[0] + b * point[1] * point[1];
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
      gradient[0] = 2 * a * point[0];
      gradient[1] = 2 * b * point[1];
      double value = value(point);
      point[0] = Double.NaN; // what is handed out is a copy
      return value;
    }
  }

  private static DescentPath fromTheBook(double learningRate) {
    return GradientDescent.minimize(BOWL).learningRate(learningRate).steps(100).from(-3, 4);
  }

  @Test
  void arrivesWithTheRateOfTheBook() {
    DescentPath path = fromTheBook(0.1);
    assertArrayEquals(new double[] {-6.111107928998789e-10, 8.148143905314271e-10}, path.end(), 1e-17);
    assertEquals(100, path.steps());
    assertEquals(DescentStop.STEPS_DONE, path.stop());
    assertEquals(25, path.value(0));
    assertEquals(10, path.gradientNorm(0));
    assertTrue(path.explanation().contains("went from 25 to 1.04e-18"), path.explanation());
  }

  @Test
  void divergesWithARateThatIsTooLarge() {
    DescentPath path = fromTheBook(10);
    assertEquals(25 * Math.pow(19, 200), path.value(100), 1e-12 * 25 * Math.pow(19, 200));
    assertTrue(path.explanation().contains("The learning rate is too large. Try 1."), path.explanation());
  }

  @Test
  void staysWhereItIsWithARateThatIsTooSmall() {
    DescentPath path = fromTheBook(1e-10);
    assertArrayEquals(new double[] {-2.9999999399999995, 3.9999999199999934}, path.end(), 1e-13);
    assertTrue(path.explanation().contains("the learning rate is too small. Try 0.001."), path.explanation());
  }

  @Test
  void stopsWhereNumbersEnd() {
    DescentPath path = GradientDescent.minimize(BOWL).learningRate(10).steps(1000).from(-3, 4);
    assertEquals(DescentStop.NOT_FINITE, path.stop());
    assertTrue(path.steps() < 130, path::toString);
    assertEquals(Double.POSITIVE_INFINITY, path.value(path.steps()));
    assertTrue(path.explanation().startsWith("After step " + path.steps() + " with learning rate 10 the value is"),
        path.explanation());
  }

  @Test
  void stopsAtTheStartWhereTheFunctionIsNotANumber() {
    DescentPath path =
        GradientDescent.minimize(new Quadratic(Double.NaN, 1)).learningRate(0.1).from(1, 1);
    assertEquals(DescentStop.NOT_FINITE, path.stop());
    assertEquals(0, path.steps());
    assertEquals("The value at the start is NaN: start where the function is finite.", path.explanation());
  }

  @Test
  void stopsWhereTheGroundIsLevel() {
    DescentPath path = GradientDescent.minimize(BOWL).learningRate(0.5).from(-3, 4);
    assertEquals(DescentStop.GRADIENT_BELOW_TOLERANCE, path.stop());
    assertEquals(1, path.steps());
    assertTrue(path.explanation().contains("The gradient is 0"), path.explanation());
    DescentPath tolerant = GradientDescent.minimize(BOWL).learningRate(0.1).tolerance(0.01).from(-3, 4);
    assertEquals(31, tolerant.steps()); // 10 * 0.8^n is below 0.01 from 31 on
    assertTrue(tolerant.gradientNorm(30) > 0.01 && tolerant.gradientNorm(31) <= 0.01);
  }

  @Test
  void stopsWhereAStepRoundsAway() {
    DescentPath path = GradientDescent.minimize(BOWL).learningRate(1e-18).from(-3, 4);
    assertEquals(DescentStop.NOTHING_MOVES, path.stop());
    assertEquals(0, path.steps());
    assertTrue(path.explanation().contains("lost to rounding"), path.explanation());
  }

  @Test
  void climbsWhatItMaximizes() {
    DescentPath up = GradientDescent.maximize(new Quadratic(-1, -2)).learningRate(0.1).from(-3, 4);
    DescentPath down = GradientDescent.minimize(new Quadratic(1, 2)).learningRate(0.1).from(-3, 4);
    assertArrayEquals(down.end(), up.end());
    assertEquals(-down.value(100), up.value(100));
    DescentPath wrong = GradientDescent.maximize(new Quadratic(-1, -2)).learningRate(1).from(-3, 4);
    assertTrue(wrong.explanation().contains("leaps over the ridge and lands lower"), wrong.explanation());
  }

  @Test
  void seesThatStepsLeapToAndFro() {
    DescentPath path = GradientDescent.minimize(BOWL).learningRate(1).steps(10).from(-3, 4);
    assertArrayEquals(new double[] {-3, 4}, path.end());
    assertTrue(path.explanation().contains("leap to and fro across the valley"), path.explanation());
  }

  @Test
  void handsOutCopies() {
    double[] start = {-3, 4};
    DescentPath path = GradientDescent.minimize(BOWL).learningRate(0.1).steps(2).from(start);
    start[0] = 7;
    path.point(0)[1] = 7;
    assertArrayEquals(new double[] {-3, 4}, path.point(0));
    assertNotSame(path.end(), path.end());
    assertThrows(IndexOutOfBoundsException.class, () -> path.point(3));
  }

  @Test
  void takesNoStepIfNoneIsAskedFor() {
    DescentPath path = GradientDescent.minimize(BOWL).learningRate(0.1).steps(0).from(-3, 4);
    assertEquals(0, path.steps());
    assertTrue(path.explanation().endsWith("No step was asked for."), path.explanation());
  }

  @Test
  void writesThePathAsCsvInAnyLocale(@TempDir Path folder) throws IOException {
    Locale locale = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      Path file = folder.resolve("path.csv");
      GradientDescent.minimize(BOWL).learningRate(0.25).steps(1).from(-3, 4).writeCsv(file);
      assertEquals("step,value,gradient_norm,x0,x1\n0,25.0,10.0,-3.0,4.0\n1,6.25,5.0,-1.5,2.0\n",
          Files.readString(file));
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void refusesWhatMakesNoSense() {
    GradientDescent descent = GradientDescent.minimize(BOWL);
    assertThrows(IllegalStateException.class, () -> descent.from(1, 2));
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> descent.learningRate(rate));
    }
    assertThrows(IllegalArgumentException.class, () -> descent.tolerance(-1));
    assertThrows(IllegalArgumentException.class, () -> descent.tolerance(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> descent.steps(-1));
    descent.learningRate(0.1);
    assertThrows(IllegalArgumentException.class, () -> descent.from(1));
    IllegalArgumentException infinite =
        assertThrows(IllegalArgumentException.class, () -> descent.from(1, Double.POSITIVE_INFINITY));
    assertTrue(infinite.getMessage().contains("x1 = Infinity"), infinite.getMessage());
    assertThrows(NullPointerException.class, () -> GradientDescent.minimize(null));
  }
}
