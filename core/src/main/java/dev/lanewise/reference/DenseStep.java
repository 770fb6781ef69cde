package dev.lanewise.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/// A fully connected layer, `y = x W^T + b`.
final class DenseStep implements ReferenceStep {
  private final int inputs;
  private final int units;
  private final double[] weight;
  private final double[] bias;

  /// Copies nothing: the builder hands over arrays of its own.
  ///
  /// @param weight `[units, inputs]`
  /// @param bias `[units]`, or null
  DenseStep(int inputs, int units, double[] weight, double[] bias) {
    this.inputs = inputs;
    this.units = units;
    this.weight = weight;
    this.bias = bias;
  }

  @Override
  public int outputWidth(int inputWidth) {
    return units;
  }

  @Override
  public double[] apply(double[] x, int rows) {
    double[] y = new double[rows * units];
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        double sum = bias == null ? 0 : bias[unit];
        for (int input = 0; input < inputs; input++) {
          sum += x[row * inputs + input] * weight[unit * inputs + input];
        }
        y[row * units + unit] = sum;
      }
    }
    return y;
  }

  @Override
  public double[] inputGradient(double[] x, double[] outputGradient, int rows) {
    double[] inputGradient = new double[rows * inputs];
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        double gradient = outputGradient[row * units + unit];
        for (int input = 0; input < inputs; input++) {
          inputGradient[row * inputs + input] += gradient * weight[unit * inputs + input];
        }
      }
    }
    return inputGradient;
  }

  @Override
  public Map<String, double[]> parameterGradients(double[] x, double[] outputGradient, int rows) {
    double[] weightGradient = new double[weight.length];
    double[] biasGradient = new double[units];
    for (int row = 0; row < rows; row++) {
      for (int unit = 0; unit < units; unit++) {
        double gradient = outputGradient[row * units + unit];
        biasGradient[unit] += gradient;
        for (int input = 0; input < inputs; input++) {
          weightGradient[unit * inputs + input] += gradient * x[row * inputs + input];
        }
      }
    }
    Map<String, double[]> gradients = new LinkedHashMap<>();
    gradients.put("weight", weightGradient);
    if (bias != null) {
      gradients.put("bias", biasGradient);
    }
    return gradients;
  }
}
