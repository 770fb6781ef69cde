package problem;

import dev.lanewise.Activation;
import dev.lanewise.Layer;
import dev.lanewise.Learnt;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Apply;
import dev.lanewise.layer.Dense;
import dev.lanewise.loss.MeanSquaredError;

@Network(input = 2, loss = MeanSquaredError.class)
record Xor(@Dense(1) @Apply(Steps.class) Layer logits) {} // here: @Apply

@Activation
@Formula(value = "x + sign(threshold)", parameters = {"x", "threshold"})
class Steps {
  static float of(float x, @Learnt(0.5) float threshold) {
    return x + Math.signum(threshold);
  }
}
