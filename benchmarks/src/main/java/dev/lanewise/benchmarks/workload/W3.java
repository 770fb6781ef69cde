package dev.lanewise.benchmarks.workload;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.SoftmaxCrossEntropy;

/// Weights that fit no cache.
@Network(input = 2048, loss = SoftmaxCrossEntropy.class)
public record W3(@Dense(4096) @Relu Layer hidden1, @Dense(4096) @Relu Layer hidden2, @Dense(1000) Layer logits) {}
