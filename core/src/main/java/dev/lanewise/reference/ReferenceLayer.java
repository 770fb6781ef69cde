package dev.lanewise.reference;

import dev.lanewise.Layer;
import dev.lanewise.Tensor;
import java.util.ArrayList;
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
    if (input.columns() != inputWidth) {
      throw new IllegalArgumentException(
          "row '" + name + "' takes samples of " + inputWidth + " numbers, not " + input.columns());
    }
    return Tensor.of(input.rows(), outputWidth(), apply(input.values(), input.rows()));
  }

  double[] apply(double[] x, int rows) {
    double[] y = x;
    for (ReferenceStep step : steps) {
      y = step.apply(y, rows);
    }
    return y;
  }

  /// The gradient with respect to the inputs, `[rows, in]`; puts those of the row's parameters into a map.
  double[] backward(double[] x, double[] outputGradient, int rows, Map<String, double[]> parameterGradients) {
    List<double[]> stepInputs = new ArrayList<>();
    double[] y = x;
    for (ReferenceStep step : steps) {
      stepInputs.add(y);
      y = step.apply(y, rows);
    }
    double[] gradient = outputGradient;
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i)
          .parameterGradients(stepInputs.get(i), gradient, rows)
          .forEach((parameter, values) -> parameterGradients.put(name + "." + parameter, values));
      gradient = steps.get(i).inputGradient(stepInputs.get(i), gradient, rows);
    }
    return gradient;
  }
}
