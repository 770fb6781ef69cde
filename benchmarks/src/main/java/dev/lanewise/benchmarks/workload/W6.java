package dev.lanewise.benchmarks.workload;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.BinaryCrossEntropyWithLogits;

/// A funnel of four rows, as for tables: everything fits the caches.
@Network(input = 100, loss = BinaryCrossEntropyWithLogits.class)
public record W6(
    @Dense(256) @Relu Layer hidden1,
    @Dense(128) @Relu Layer hidden2,
    @Dense(64) @Relu Layer hidden3,
    @Dense(1) Layer logit) {}
