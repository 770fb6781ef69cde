package golden;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Gelu;
import dev.lanewise.loss.BinaryCrossEntropyWithLogits;

/// Two rows without biases, and a function that keeps its argument.
@Network(input = 57, loss = BinaryCrossEntropyWithLogits.class)
record Spam(@Dense(value = 33, bias = false) @Gelu Layer words, @Dense(value = 1, bias = false) Layer logit) {}
