package dev.lanewise.examples.xor;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Tanh;
import dev.lanewise.loss.BinaryCrossEntropyWithLogits;

/// Two bits to the logit of their exclusive or.
@Network(input = 2, loss = BinaryCrossEntropyWithLogits.class)
public record Xor(
    @Dense(8) @Tanh Layer hidden,
    @Dense(1)       Layer logit) {}
