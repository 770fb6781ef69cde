import dev.lanewise.Differentiable;

class Surfaces {
  @Differentiable
  static double bowl(double x, int n) { // here: bowl(double x, int n)
    return n * x * x;
  }
}
