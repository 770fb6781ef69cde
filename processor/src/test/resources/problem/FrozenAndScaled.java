package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Frozen;
import dev.lanewise.layer.LearningRateScale;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.MeanSquaredError;

@Network(input = 2, loss = MeanSquaredError.class)
record Xor(
    @Frozen @LearningRateScale(0.5) @Dense(8) @Relu Layer hidden, // here: @LearningRateScale
    @Dense(1) Layer prediction) {}
