import dev.lanewise.*;
@Activation
final class Halved {
  static float of(float x) {
    float y = x;
    while (y > 1) { // here: while (y > 1)
      y = y / 2;
    }
    return y;
  }
}
