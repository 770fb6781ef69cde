package dev.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class NumericalGradientTest {
  private static final ToDoubleFunction<double[]> BOWL = x -> x[0] * x[0] + x[1] * x[1];
  private static final ToDoubleFunction<double[]> EXP = x -> Math.exp(x[0]);

  @Test
  void givesTheFiguresOfTheBook() {
    NumericalGradient central = NumericalGradient.central();
    assertArrayEquals(new double[] {6, 8}, central.at(BOWL, 3, 4), 1e-9);
    assertArrayEquals(new double[] {0, 4}, central.at(BOWL, 0, 2), 1e-9);
    assertArrayEquals(new double[] {6, 0}, central.at(BOWL, 3, 0), 1e-9);
  }

  @Test
  void theErrorOfACentralDifferenceFallsWithTheSquareOfTheStep() {
    double coarse = NumericalGradient.central(1e-2).at(EXP, 1)[0] - Math.E;
    double fine = NumericalGradient.central(1e-3).at(EXP, 1)[0] - Math.E;
    assertEquals(1e-4 * Math.E / 6, coarse, 1e-3 * coarse);
    assertEquals(100, coarse / fine, 0.1);
  }

  @Test
  void theErrorOfAForwardDifferenceFallsWithTheStep() {
    double coarse = NumericalGradient.forward(1e-3).at(EXP, 1)[0] - Math.E;
    double fine = NumericalGradient.forward(1e-4).at(EXP, 1)[0] - Math.E;
    assertEquals(1e-3 * Math.E / 2, coarse, 1e-3 * coarse);
    assertEquals(10, coarse / fine, 0.01);
  }

  @Test
  void aCentralDifferenceIsExactForParabolasAndAForwardOneIsNot() {
    assertEquals(6, NumericalGradient.central(0.25).at(BOWL, 3, 4)[0]);
    assertEquals(6.25, NumericalGradient.forward(0.25).at(BOWL, 3, 4)[0]);
  }

  @Test
  void aScaledStepIsNotLostBesideLargeNumbers() {
    ToDoubleFunction<double[]> square = x -> x[0] * x[0];
    assertEquals(0, NumericalGradient.central().at(square, 1e20)[0]);
    for (double x : new double[] {1e20, -1e9, 1, 1e-9, 0}) {
      assertEquals(2 * x, NumericalGradient.scaled().at(square, x)[0], 1e-9 * Math.max(1, Math.abs(x)));
    }
  }

  @Test
  void evaluatesAsOftenAsItSays() {
    int[] calls = new int[1];
    ToDoubleFunction<double[]> counted = x -> {
      calls[0]++;
      return BOWL.applyAsDouble(x);
    };
    NumericalGradient.central().at(counted, 1, 2);
    assertEquals(4, calls[0]);
    calls[0] = 0;
    NumericalGradient.forward(1e-4).at(counted, 1, 2);
    assertEquals(3, calls[0]);
  }

  @Test
  void leavesThePointAsItIs() {
    double[] point = {3, 4};
    NumericalGradient.central().at(BOWL, point);
    assertArrayEquals(new double[] {3, 4}, point);
  }

  @Test
  void isNotANumberWhereTheFunctionIsNot() {
    ToDoubleFunction<double[]> log = x -> Math.log(x[0]) + x[1];
    double[] gradient = NumericalGradient.central().at(log, 0, 1);
    assertTrue(Double.isNaN(gradient[0]));
    assertTrue(Double.isNaN(NumericalGradient.scaled().at(log, Double.NaN, 1)[0]));
    assertArrayEquals(new double[0], NumericalGradient.central().at(_ -> 1));
  }

  @Test
  void standsInForAGradient() {
    DifferentiableFunction bowl = NumericalGradient.central().of(BOWL, 2);
    assertEquals(List.of("x0", "x1"), bowl.parameterNames());
    double[] gradient = new double[2];
    assertEquals(25, bowl.valueAndGradient(new double[] {3, 4}, gradient));
    assertArrayEquals(NumericalGradient.central().at(BOWL, 3, 4), gradient);
    DifferentiableFunction again = NumericalGradient.forward(0.25).of(bowl);
    assertEquals(25, again.valueAndGradient(new double[] {3, 4}, gradient));
    assertArrayEquals(new double[] {6.25, 8.25}, gradient);
    assertEquals(bowl.parameterNames(), again.parameterNames());
  }

  @Test
  void refusesWhatMakesNoSense() {
    for (double step : new double[] {0, -1e-4, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> NumericalGradient.central(step));
      assertThrows(IllegalArgumentException.class, () -> NumericalGradient.forward(step));
    }
    NumericalGradient central = NumericalGradient.central();
    assertThrows(IllegalArgumentException.class, () -> central.of(BOWL, 0));
    DifferentiableFunction bowl = central.of(BOWL, 2);
    double[] two = new double[2];
    assertThrows(IllegalArgumentException.class, () -> bowl.value(1));
    assertThrows(IllegalArgumentException.class, () -> bowl.valueAndGradient(two, two));
    assertThrows(IllegalArgumentException.class, () -> bowl.valueAndGradient(two, new double[1]));
  }
}
