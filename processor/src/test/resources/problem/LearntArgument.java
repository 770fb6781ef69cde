package problem;

import dev.lanewise.Activation;
import dev.lanewise.Layer;
import dev.lanewise.Learnt;
import dev.lanewise.Network;
import dev.lanewise.layer.Apply;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(@Dense(1) @Apply(Leak.class) Layer logits) {} // here: @Apply

@Activation
class Leak {
  static float of(@Learnt(0.25) float slope, float x) {
    return x > 0 ? x : slope * x;
  }
}
