package dev.lanewise.examples.hyperparameters;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.SoftmaxCrossEntropy;

/// The network of the search in "Deep Learning from Scratch", section 6.5: six hidden layers of 100.
@Network(input = 784, loss = SoftmaxCrossEntropy.class)
record SevenLayerNet(
    @Dense(100) @Relu Layer hidden1,
    @Dense(100) @Relu Layer hidden2,
    @Dense(100) @Relu Layer hidden3,
    @Dense(100) @Relu Layer hidden4,
    @Dense(100) @Relu Layer hidden5,
    @Dense(100) @Relu Layer hidden6,
    @Dense(10) Layer logits) {}
