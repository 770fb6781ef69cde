package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.SoftmaxCrossEntropy;

@Network(input = 2, loss = SoftmaxCrossEntropy.class)
record Digits(
    @Dense(50) @Relu Layer hidden,
    @Dense(10) @Relu Layer logits) {} // here: @Relu
