package dev.lanewise.examples.optimizers;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.SoftmaxCrossEntropy;

/// The network with which "Deep Learning from Scratch", section 6.1.8, compares optimizers: four hidden layers of 100.
@Network(input = 784, loss = SoftmaxCrossEntropy.class)
record FiveLayerNet(
    @Dense(100) @Relu Layer hidden1,
    @Dense(100) @Relu Layer hidden2,
    @Dense(100) @Relu Layer hidden3,
    @Dense(100) @Relu Layer hidden4,
    @Dense(10) Layer logits) {}
