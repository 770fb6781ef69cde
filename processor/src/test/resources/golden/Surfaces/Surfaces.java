package golden;

import dev.lanewise.Differentiable;

public final class Surfaces {
  private Surfaces() {}

  @Differentiable
  public static double bowl(double x0, double x1) {
    return x0 * x0 + x1 * x1;
  }

  @Differentiable
  public static float rosenbrock(float x, float y) {
    float valley = y - x * x;
    float wall = 1 - x;
    return 100 * valley * valley + wall * wall;
  }

  @Differentiable(length = 3)
  static double distances(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double distance = x[i + 1] - x[i];
      sum += distance > 0 ? Math.sqrt(1 + distance * distance) : Math.exp(distance);
    }
    return sum;
  }
}
