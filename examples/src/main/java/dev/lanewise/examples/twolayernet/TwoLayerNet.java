package dev.lanewise.examples.twolayernet;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.init.Init;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Sigmoid;
import dev.lanewise.loss.SoftmaxCrossEntropy;

/// The two-layer network of "Deep Learning from Scratch", chapter 4: 28×28 pixels to ten digits.
@Network(input = 784, loss = SoftmaxCrossEntropy.class)
public record TwoLayerNet(
    @Dense(50) @Sigmoid @Init(std = 0.01) Layer hidden,
    @Dense(10) @Init(std = 0.01) Layer logits) {}
