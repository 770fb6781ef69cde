package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.loss.SoftmaxCrossEntropy;

@Network(input = 2, loss = SoftmaxCrossEntropy.class, targets = 2) // here: 2)
record Xor(@Dense(2) Layer logits) {}
