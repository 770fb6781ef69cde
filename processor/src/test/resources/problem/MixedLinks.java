package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.loss.BinaryCrossEntropyWithLogits;
import dev.lanewise.loss.SoftTargetCrossEntropy;

@Network(input = 2, loss = {
    SoftTargetCrossEntropy.class,
    BinaryCrossEntropyWithLogits.class}) // here: .class
record Xor(@Dense(2) Layer logits) {}
