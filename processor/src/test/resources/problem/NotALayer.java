package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(
    @Dense(2) float[] hidden, // here: hidden
    @Dense(1) Layer logits) {}
