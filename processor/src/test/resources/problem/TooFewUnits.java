package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(
    @Dense(bias = false, value = 3 - 3) Layer hidden, // here: @Dense
    @Dense(1) Layer logits) {}
