package dev.lanewise.benchmarks.workload;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.SoftmaxCrossEntropy;

/// A usual multi-layer perceptron: weights of the size of the second cache.
@Network(input = 784, loss = SoftmaxCrossEntropy.class)
public record W2(@Dense(512) @Relu Layer hidden1, @Dense(512) @Relu Layer hidden2, @Dense(10) Layer logits) {}
