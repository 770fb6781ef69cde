package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.init.Init;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(@Dense(1) @Init Layer logits) {} // here: @Init
