package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Sigmoid;

@Network(input = 2)
record Xor(
    @Dense(2) Layer hidden,
    @Sigmoid Layer activated, // here: @Sigmoid
    @Dense(1) Layer logits) {}
