import dev.lanewise.Differentiable;

class Surfaces {
  @Differentiable
  static double ripples(double x) { // here: ripples(double x)
    return twelve(x) + twelve(-x);
  }

  static double twelve(double x) {
    return nine(x) + nine(x + 1) + nine(x + 2) + nine(x + 3) + nine(x + 4) + nine(x + 5) + nine(x + 6) + nine(x + 7);
  }

  static double nine(double x) {
    return six(x) + six(x + 8) + six(x + 16) + six(x + 24) + six(x + 32) + six(x + 40) + six(x + 48) + six(x + 56);
  }

  static double six(double x) {
    return three(2 * x) + three(3 * x) + three(4 * x) + three(5 * x) + three(6 * x) + three(7 * x) + three(8 * x);
  }

  static double three(double x) {
    return Math.sin(x) + Math.sin(2 * x) + Math.sin(3 * x) + Math.sin(4 * x) + Math.sin(5 * x) + Math.sin(6 * x);
  }
}
