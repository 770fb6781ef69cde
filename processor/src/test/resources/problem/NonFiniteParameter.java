package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.LeakyRelu;

@Network(input = 2)
record Xor(@Dense(1) @LeakyRelu(negativeSlope = 1 / 0.0) Layer logits) {} // here: @LeakyRelu
