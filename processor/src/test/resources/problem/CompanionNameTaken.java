import dev.lanewise.*;
@Activation
final class Cube { // here: class Cube
  static float of(float x) {
    return x * x * x;
  }
}
final class CubeFormula {}
