package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Sigmoid;
import dev.lanewise.loss.BinaryCrossEntropyWithLogits;

@Network(input = 2, loss = BinaryCrossEntropyWithLogits.class)
record Xor(@Dense(1) @Sigmoid Layer probability) {} // here: @Sigmoid
