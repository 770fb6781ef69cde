package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.loss.SoftmaxCrossEntropy;

@Network(input = 2, loss = SoftmaxCrossEntropy.class) // here: .class
record Xor(@Dense(1) Layer logits) {}
