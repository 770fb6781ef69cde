import dev.lanewise.Differentiable;
import dev.lanewise.formula.Formula;

class Surfaces {
  @Differentiable
  static double bowl(double x) { // here: bowl(double x)
    return x * x;
  }
}

@Formula("x * x")
class Surfaces_BowlFormula {}

class Surfaces_Bowl {}
