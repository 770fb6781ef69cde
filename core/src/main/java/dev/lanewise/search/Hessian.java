package dev.lanewise.search;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import dev.lanewise.init.CounterRandom;
import java.util.Arrays;

/// The largest eigenvalue of the second derivatives of a loss on one mini-batch, by power iteration.
///
/// A product with the matrix of second derivatives is the difference of two gradients, at either side of the parameters
/// along the vector: `(g(p + d v) - g(p - d v)) / 2d`. The distance `d` of 0.01, with vectors of length 1, keeps the
/// rounding of single precision and the curvature's own change both small.
///
/// Where rows have scaled learning rates, parameters are measured in units of the square root of the scale: a step of
/// plain descent is then the same everywhere, and frozen rows are left out.
final class Hessian {
  private static final double DISTANCE = 0.01;
  private static final int MOST_PRODUCTS = 100;
  private static final double TOLERANCE = 1e-3;
  private static final long STREAM = 4L << 32;

  private final Model model;
  private final MiniBatch batch;
  private final Workspace workspace;
  private final float[] parameters;
  private final float[] gradient;
  private final float[] units;
  private int products;

  /// Takes a model that it may change and then leaves as it was.
  Hessian(Model model, MiniBatch batch) {
    this.model = model;
    this.batch = batch;
    workspace = model.workspace(batch.capacity());
    parameters = model.parameters().clone();
    gradient = new float[parameters.length];
    units = new float[parameters.length];
    for (ParameterSlot slot : model.layout().slots()) {
      float unit = (float) Math.sqrt(slot.learningRateScale());
      Arrays.fill(units, slot.offset(), slot.offset() + slot.length(), unit);
    }
  }

  /// The largest eigenvalue; not finite if a gradient is not.
  double largestEigenvalue(long seed) {
    double[] vector = randomVector(seed);
    double dominant = dominant(vector, 0);
    // The one of largest size may be negative; moved up by its size, all are positive and the largest is the dominant.
    return dominant >= 0 || !Double.isFinite(dominant)
        ? dominant : dominant(randomVector(seed + 1), -dominant) + dominant;
  }

  /// The products that were computed, each of which takes two gradients.
  int products() {
    return products;
  }

  private double dominant(double[] vector, double shift) {
    double before = Double.NaN;
    double eigenvalue = 0;
    for (int i = 0; i < MOST_PRODUCTS; i++) {
      double[] product = product(vector);
      eigenvalue = 0;
      double squares = 0;
      for (int j = 0; j < product.length; j++) {
        product[j] += shift * vector[j];
        eigenvalue += vector[j] * product[j];
        squares += product[j] * product[j];
      }
      double length = Math.sqrt(squares);
      if (!(length > 0) || Math.abs(eigenvalue - before) <= TOLERANCE * Math.abs(eigenvalue)) {
        break;
      }
      before = eigenvalue;
      for (int j = 0; j < product.length; j++) {
        vector[j] = product[j] / length;
      }
    }
    return eigenvalue;
  }

  private double[] product(double[] vector) {
    products++;
    double[] product = new double[vector.length];
    addGradient(vector, DISTANCE, 1, product);
    addGradient(vector, -DISTANCE, -1, product);
    model.update(current -> System.arraycopy(parameters, 0, current, 0, current.length));
    return product;
  }

  private void addGradient(double[] vector, double distance, int sign, double[] to) {
    model.update(current -> {
      for (int i = 0; i < current.length; i++) {
        current[i] = (float) (parameters[i] + distance * units[i] * vector[i]);
      }
    });
    float loss = model.lossAndGradient(batch, gradient, workspace);
    for (int i = 0; i < to.length; i++) {
      to[i] += Float.isFinite(loss) ? sign * units[i] * gradient[i] / (2 * DISTANCE) : Double.NaN;
    }
  }

  /// A vector of length 1 that is 0 in the padding.
  private double[] randomVector(long seed) {
    CounterRandom random = CounterRandom.of(seed, STREAM);
    double[] vector = new double[parameters.length];
    double squares = 0;
    for (ParameterSlot slot : model.layout().slots()) {
      for (int output = 0; output < slot.outputs(); output++) {
        for (int input = 0; input < slot.inputs(); input++) {
          double value = random.nextGaussian();
          vector[slot.index(output, input)] = value;
          squares += value * value;
        }
      }
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= Math.sqrt(squares);
    }
    return vector;
  }
}
