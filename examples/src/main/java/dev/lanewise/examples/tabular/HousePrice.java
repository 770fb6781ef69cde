package dev.lanewise.examples.tabular;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.MeanSquaredError;

/// Predicts the price of a house from its twelve encoded columns.
@Network(input = 12, loss = MeanSquaredError.class)
record HousePrice(
    @Dense(32) @Relu Layer hidden1,
    @Dense(16) @Relu Layer hidden2,
    @Dense(1) Layer price) {}
