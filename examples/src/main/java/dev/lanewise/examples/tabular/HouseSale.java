package dev.lanewise.examples.tabular;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.SoftmaxCrossEntropy;

/// Predicts how long a house is for sale (days, weeks or months) from its columns and its price.
@Network(input = 13, loss = SoftmaxCrossEntropy.class)
record HouseSale(
    @Dense(32) @Relu Layer hidden1,
    @Dense(16) @Relu Layer hidden2,
    @Dense(3) Layer logits) {}
