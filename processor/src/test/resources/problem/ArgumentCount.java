package problem;

import dev.lanewise.Activation;
import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Apply;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(@Dense(1) @Apply(value = Bend.class, args = 0.5) Layer logits) {} // here: @Apply

@Activation
@Formula(value = "height * tanh(scale * x)", parameters = {"x", "scale", "height"})
class Bend {
  static float of(float x, float scale, float height) {
    return height * (float) Math.tanh(scale * x);
  }
}
