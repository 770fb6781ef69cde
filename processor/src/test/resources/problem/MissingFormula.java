package problem;

import dev.lanewise.Activation;
import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(@Dense(1) @Cube Layer logits) {} // here: @Cube

@Activation
@interface Cube {}
