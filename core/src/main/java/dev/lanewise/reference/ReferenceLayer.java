package dev.lanewise.reference;

import dev.lanewise.Layer;
import dev.lanewise.Tensor;
import dev.lanewise.formula.ComplexNumber;
import dev.lanewise.formula.Expr.BinaryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A row of a network in double precision: its layers one after the other.
final class ReferenceLayer implements Layer {
  private final String name;
  private final int inputWidth;
  private final List<ReferenceStep> steps;

  ReferenceLayer(String name, int inputWidth, List<ReferenceStep> steps) {
    this.name = name;
    this.inputWidth = inputWidth;
    this.steps = List.copyOf(steps);
  }

  String name() {
    return name;
  }

  int outputWidth() {
    int width = inputWidth;
    for (ReferenceStep step : steps) {
      width = step.outputWidth(width);
    }
    return width;
  }

  /// The row in short: `hidden, 784 to 50, in double precision`.
  @Override
  public String toString() {
    return name + ", " + inputWidth + " to " + outputWidth() + ", in double precision";
  }

  @Override
  public Tensor apply(Tensor input) {
    checkWidth(input.columns());
    return Tensor.of(input.rows(), outputWidth(), apply(input.values(), input.rows(), Rounding.NONE));
  }

  /// @throws IllegalArgumentException if samples are not as wide as the row's input
  void checkWidth(int columns) {
    if (columns != inputWidth) {
      throw new IllegalArgumentException(
          "row '" + name + "' takes samples of " + inputWidth + " numbers, not " + columns);
    }
  }

  /// The same row for a mini-batch with a noise seed.
  ReferenceLayer withNoise(long seed) {
    return new ReferenceLayer(name, inputWidth, steps.stream().map(step -> step.withNoise(seed)).toList());
  }

  double[] apply(double[] x, int rows, Rounding rounding) {
    double[] y = x;
    for (ReferenceStep step : steps) {
      y = step.apply(y, rows, rounding);
    }
    return y;
  }

  /// The outputs for complex inputs, where one parameter may be complex too.
  ///
  /// @param parameter the parameter's whole name; this or another row's
  ComplexNumber[] apply(ComplexNumber[] x, int rows, String parameter, int index, double imaginary) {
    ComplexNumber[] y = x;
    for (ReferenceStep step : steps) {
      y = step.apply(y, rows, ownName(step, parameter), index, imaginary);
    }
    return y;
  }

  /// What a penalty on one parameter adds to the loss, if the parameter is the row's; the parameter may be complex.
  ComplexNumber penalty(String parameter, int index, double imaginary) {
    ComplexNumber sum = ComplexNumber.ZERO;
    for (ReferenceStep step : steps) {
      sum = sum.apply(BinaryOp.ADD, step.penalty(ownName(step, parameter), index, imaginary));
    }
    return sum;
  }

  /// The same row with one parameter changed, if it is the row's.
  ReferenceLayer with(String parameter, int index, double value) {
    return new ReferenceLayer(name, inputWidth, steps.stream().map(step -> {
      String own = ownName(step, parameter);
      if (own == null) {
        return step;
      }
      Map<String, double[]> parameters = new HashMap<>(step.parameters());
      double[] changed = parameters.get(own).clone();
      changed[index] = value;
      parameters.put(own, changed);
      return step.with(parameters);
    }).toList());
  }

  /// The last part of a parameter's name if a layer has that parameter, else null.
  private String ownName(ReferenceStep step, String parameter) {
    String own = parameter.startsWith(name + ".") ? parameter.substring(name.length() + 1) : "";
    return step.parameters().containsKey(own) ? own : null;
  }

  /// The gradient with respect to the inputs, `[rows, in]`; puts those of the row's parameters into a map.
  double[] backward(double[] x, double[] outputGradient, int rows, Map<String, double[]> parameterGradients,
      Rounding rounding) {
    List<double[]> stepInputs = new ArrayList<>();
    double[] y = x;
    for (ReferenceStep step : steps) {
      stepInputs.add(y);
      y = step.apply(y, rows, rounding);
    }
    double[] gradient = outputGradient;
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i)
          .parameterGradients(stepInputs.get(i), gradient, rows, rounding)
          .forEach((parameter, values) -> parameterGradients.put(name + "." + parameter, values));
      gradient = steps.get(i).inputGradient(stepInputs.get(i), gradient, rows, rounding);
    }
    return gradient;
  }
}
