package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.L2;

@Network(input = 2)
record Xor(@Dense(1) @L2(-0.5) Layer logits) {} // here: @L2
