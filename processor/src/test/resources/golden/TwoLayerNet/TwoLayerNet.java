package golden;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.init.Init;
import dev.lanewise.init.Normal;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Sigmoid;
import dev.lanewise.loss.SoftmaxCrossEntropy;

/// The two-layer network of "Deep Learning from Scratch", chapter 4.
@Network(input = 784, loss = SoftmaxCrossEntropy.class)
@Init(value = Normal.class, std = 0.01)
public record TwoLayerNet(@Dense(50) @Sigmoid Layer hidden, @Dense(10) Layer logits) {}
