package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.init.CounterRandom;
import dev.lanewise.init.Init;
import dev.lanewise.init.Initializer;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(@Dense(1) @Init(Xor.Constant.class) Layer logits) { // here: @Init
  record Constant(float value) implements Initializer {
    @Override
    public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {}
  }
}
