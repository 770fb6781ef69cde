package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.init.Init;
import dev.lanewise.layer.Dense;

@Network(input = 2)
@Init(std = -0.01) // here: -0.01
record Xor(@Dense(1) Layer logits) {}
