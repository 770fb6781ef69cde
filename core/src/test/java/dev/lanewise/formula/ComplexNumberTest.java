package dev.lanewise.formula;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.UnaryOp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComplexNumberTest {
  private static final double STEP = 0x1p-80;
  private static final double[] PLACES =
      {-30, -7.5, -2.5, -1.9, -1, -0.75, -0.1, -1e-9, 0, 1e-9, 0.1, 0.75, 1, 1.9, 2, 2.5, 7.5, 30};

  /// Relative to the number, or for the error function and its slope, which are differences of larger numbers, to 1.
  private static final double BOUND = 4e-15;

  @ParameterizedTest
  @EnumSource
  void valueAndComplexStepAreThoseOfTheDualNumber(UnaryOp op) {
    int compared = 0;
    for (double x : PLACES) {
      DualNumber expected = DualNumber.variable(x).apply(op);
      if (Double.isFinite(expected.value()) && Double.isFinite(expected.derivative())) {
        double least = op == UnaryOp.ERF ? 1 : 1e-25;
        assertSame(expected, new ComplexNumber(x, STEP).apply(op), least, op + " at " + x);
        compared++;
      }
    }
    assertTrue(compared >= PLACES.length / 2, op + " was compared at " + compared + " places");
  }

  @ParameterizedTest
  @EnumSource
  void functionsOfTwoNumbersToo(BinaryOp op) {
    for (double a : new double[] {-3, -0.5, 0.25, 2}) {
      for (double b : new double[] {-2.5, -0.5, 0.125, 2}) {
        assertSame(DualNumber.variable(a).apply(op, DualNumber.constant(b)),
            new ComplexNumber(a, STEP).apply(op, ComplexNumber.of(b)), 0, op + " of " + a + " by the first, " + b);
        assertSame(DualNumber.constant(a).apply(op, DualNumber.variable(b)),
            ComplexNumber.of(a).apply(op, new ComplexNumber(b, STEP)), 0, op + " of " + a + " and by the second, " + b);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SQRT", "LOG"})
  void whereTheRealFunctionHasNoValueNeitherHasThis(UnaryOp op) {
    assertTrue(Double.isNaN(new ComplexNumber(-0.5, STEP).apply(op).real()));
  }

  private static void assertSame(DualNumber expected, ComplexNumber actual, double least, String message) {
    assertClose(expected.value(), actual.real(), least, message);
    assertClose(expected.derivative(), actual.imaginary() / STEP, least, message);
  }

  private static void assertClose(double expected, double actual, double least, String message) {
    double bound = BOUND * Math.max(least, Math.abs(expected));
    boolean isNaN = Double.isNaN(expected) && Double.isNaN(actual);
    assertTrue(isNaN || Math.abs(actual - expected) <= bound, () -> message + " is " + actual + ", not " + expected);
  }
}
