package golden;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Dropout;
import dev.lanewise.layer.Frozen;
import dev.lanewise.layer.InputNoise;
import dev.lanewise.layer.LearningRateScale;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.SoftmaxCrossEntropy;

/** Rows that were trained before, the first to stay as it is and the second to move slowly. */
@InputNoise(0.1)
@Network(input = 20, loss = SoftmaxCrossEntropy.class)
public record FineTuned(
    @Frozen @Dense(18) @Relu Layer edges,
    @LearningRateScale(0.1) @Dense(16) @Relu @Dropout(0.5) Layer shapes,
    @Dense(4) Layer logits) {}
