package dev.lanewise.benchmarks.workload;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Tanh;
import dev.lanewise.loss.MeanSquaredError;

/// So small that what surrounds the arithmetic decides.
@Network(input = 32, loss = MeanSquaredError.class)
public record W5(@Dense(64) @Tanh Layer hidden1, @Dense(64) @Tanh Layer hidden2, @Dense(1) Layer output) {}
