package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Apply;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(@Dense(1) @Apply(Square.class) Layer logits) {} // here: @Apply

class Square {
  static float of(float x) {
    return x * x;
  }
}
