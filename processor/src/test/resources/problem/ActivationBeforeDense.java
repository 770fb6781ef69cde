package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Sigmoid;

@Network(input = 2)
record Xor(
    @Sigmoid @Dense(2) Layer hidden, // here: @Sigmoid
    @Dense(1) Layer logits) {}
