package dev.lanewise.reference;

import dev.lanewise.formula.ComplexNumber;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.init.CounterRandom;
import dev.lanewise.simd.ScalarNoise;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;

/// Elements set to 0 at random, the others multiplied by `1 / (1 - rate)`; without a seed nothing is changed.
///
/// @param number of the dropout in its network, from 0
record DropoutStep(int number, double rate, OptionalLong seed) implements ReferenceStep {

  @Override
  public int outputWidth(int inputWidth) {
    return inputWidth;
  }

  @Override
  public double[] apply(double[] x, int rows, Rounding rounding) {
    double[] y = new double[x.length];
    Arrays.setAll(y, i -> rounding.of(x[i] * factor(i, x.length / rows)));
    return y;
  }

  @Override
  public double[] inputGradient(double[] x, double[] outputGradient, int rows, Rounding rounding) {
    return apply(outputGradient, rows, rounding);
  }

  @Override
  public ComplexNumber[] apply(ComplexNumber[] x, int rows, String parameter, int index, double imaginary) {
    ComplexNumber[] y = new ComplexNumber[x.length];
    Arrays.setAll(y, i -> x[i].apply(BinaryOp.MUL, ComplexNumber.of(factor(i, x.length / rows))));
    return y;
  }

  private double factor(int element, int width) {
    if (seed.isEmpty()) {
      return 1;
    }
    long key = CounterRandom.bits(seed.getAsLong(), number, element / width);
    return ScalarNoise.mask(key, element % width, ScalarNoise.threshold(rate), ScalarNoise.kept(rate));
  }

  @Override
  public ReferenceStep withNoise(long noiseSeed) {
    return new DropoutStep(number, rate, OptionalLong.of(noiseSeed));
  }

  @Override
  public Map<String, double[]> parameterGradients(double[] x, double[] outputGradient, int rows, Rounding rounding) {
    return Map.of();
  }

  @Override
  public Map<String, double[]> parameters() {
    return Map.of();
  }

  @Override
  public ReferenceStep with(Map<String, double[]> parameters) {
    return this;
  }
}
