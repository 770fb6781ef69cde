package dev.lanewise.benchmarks.workload;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Sigmoid;
import dev.lanewise.loss.SoftmaxCrossEntropy;

/// The network of the book: few columns, which do not fill vectors.
@Network(input = 784, loss = SoftmaxCrossEntropy.class)
public record W1(@Dense(50) @Sigmoid Layer hidden, @Dense(10) Layer logits) {}
