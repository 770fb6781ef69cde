package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;

@Network(input = 2, loss = {
    SoftmaxCrossEntropy.class,
    MeanSquaredError.class}) // here: .class
record Xor(@Dense(2) Layer logits) {}
