package problem;

import dev.lanewise.Allow;
import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(
    @Dense(1) @Allow("ZeroDerivative") Layer logits) {} // here: @Allow
