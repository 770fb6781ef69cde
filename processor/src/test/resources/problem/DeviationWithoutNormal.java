package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.init.HeNormal;
import dev.lanewise.init.Init;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(@Dense(1) @Init(value = HeNormal.class, std = 0.01) Layer logits) {} // here: @Init
