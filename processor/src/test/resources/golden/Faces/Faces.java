package golden;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.SoftmaxCrossEntropy;

/// Whose face of a thousand is in a picture of 32 by 64 pixels.
@Network(input = 32 * 64, loss = SoftmaxCrossEntropy.class)
public record Faces(@Dense(2048) @Relu Layer hidden, @Dense(1030) Layer logits) {}
