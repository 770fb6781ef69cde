package dev.lanewise.reference;

import dev.lanewise.formula.ComplexNumber;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.UnaryOp;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A fully connected layer, `y = x W^T + b`.
final class DenseStep implements ReferenceStep {
  private static final String WEIGHT = "weight";
  private static final String BIAS = "bias";

  private final int inputs;
  private final int units;
  private final double[] weight;
  private final double[] bias;
  private final double l1;
  private final double l2;

  /// Copies nothing: the builder hands over arrays of its own.
  ///
  /// @param weight `[units, inputs]`
  /// @param bias `[units]`, or null
  /// @param l1 the strength of the penalty on absolute weights, 0 for none
  /// @param l2 the strength of the penalty on squared weights, 0 for none
  DenseStep(int inputs, int units, double[] weight, double[] bias, double l1, double l2) {
    this.inputs = inputs;
    this.units = units;
    this.weight = weight;
    this.bias = bias;
    this.l1 = l1;
    this.l2 = l2;
  }

  @Override
  public int outputWidth(int inputWidth) {
    return units;
  }

  @Override
  public double[] apply(double[] x, int rows, Rounding rounding) {
    return product(x, bias, rows, rounding);
  }

  private double[] product(double[] x, double[] bias, int rows, Rounding rounding) {
    double[] y = new double[rows * units];
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        double sum = bias == null ? 0 : bias[unit];
        for (int input = 0; input < inputs; input++) {
          sum = rounding.of(sum + x[row * inputs + input] * weight[unit * inputs + input]);
        }
        y[row * units + unit] = sum;
      }
    }
    return y;
  }

  @Override
  public double[] inputGradient(double[] x, double[] outputGradient, int rows, Rounding rounding) {
    double[] inputGradient = new double[rows * inputs];
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        double gradient = outputGradient[row * units + unit];
        for (int input = 0; input < inputs; input++) {
          int at = row * inputs + input;
          inputGradient[at] = rounding.of(inputGradient[at] + gradient * weight[unit * inputs + input]);
        }
      }
    }
    return inputGradient;
  }

  @Override
  public Map<String, double[]> parameterGradients(double[] x, double[] outputGradient, int rows, Rounding rounding) {
    double[] weightGradient = new double[weight.length];
    double[] biasGradient = new double[units];
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        double gradient = outputGradient[row * units + unit];
        biasGradient[unit] = rounding.of(biasGradient[unit] + gradient);
        for (int input = 0; input < inputs; input++) {
          int at = unit * inputs + input;
          weightGradient[at] = rounding.of(weightGradient[at] + gradient * x[row * inputs + input]);
        }
      }
    }
    for (int i = 0; i < weight.length && (l1 != 0 || l2 != 0); i++) {
      double slope = rounding.ofConstant(l2) * weight[i] + rounding.ofConstant(l1) * Math.signum(weight[i]);
      weightGradient[i] = rounding.of(weightGradient[i] + rounding.of(slope));
    }
    Map<String, double[]> gradients = new LinkedHashMap<>();
    gradients.put(WEIGHT, weightGradient);
    if (bias != null) {
      gradients.put(BIAS, biasGradient);
    }
    return gradients;
  }

  @Override
  public Map<String, double[]> parameters() {
    return bias == null ? Map.of(WEIGHT, weight) : Map.of(WEIGHT, weight, BIAS, bias);
  }

  @Override
  public ReferenceStep with(Map<String, double[]> parameters) {
    return new DenseStep(inputs, units, parameters.get(WEIGHT), parameters.get(BIAS), l1, l2);
  }

  @Override
  public ComplexNumber[] apply(ComplexNumber[] x, int rows, String parameter, int index, double imaginary) {
    double[] realX = Arrays.stream(x).mapToDouble(ComplexNumber::real).toArray();
    double[] imaginaryX = Arrays.stream(x).mapToDouble(ComplexNumber::imaginary).toArray();
    double[] real = product(realX, bias, rows, Rounding.NONE);
    double[] imaginaryPart = product(imaginaryX, null, rows, Rounding.NONE);
    for (int row = 0; row < rows && parameter != null; row++) {
      if (parameter.equals(BIAS)) {
        imaginaryPart[row * units + index] += imaginary;
      } else {
        int at = row * inputs + index % inputs;
        imaginaryPart[row * units + index / inputs] += imaginary * realX[at];
        real[row * units + index / inputs] -= imaginary * imaginaryX[at];
      }
    }
    ComplexNumber[] y = new ComplexNumber[real.length];
    Arrays.setAll(y, i -> new ComplexNumber(real[i], imaginaryPart[i]));
    return y;
  }

  @Override
  public ComplexNumber penalty(String parameter, int index, double imaginary) {
    if (!WEIGHT.equals(parameter)) {
      return ComplexNumber.ZERO;
    }
    ComplexNumber one = new ComplexNumber(weight[index], imaginary);
    ComplexNumber absolute = one.apply(UnaryOp.ABS).apply(BinaryOp.MUL, ComplexNumber.of(l1));
    ComplexNumber square = one.apply(BinaryOp.MUL, one).apply(BinaryOp.MUL, ComplexNumber.of(l2 / 2));
    return absolute.apply(BinaryOp.ADD, square);
  }
}
