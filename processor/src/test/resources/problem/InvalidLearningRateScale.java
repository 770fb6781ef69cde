package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.LearningRateScale;
import dev.lanewise.loss.MeanSquaredError;

@Network(input = 2, loss = MeanSquaredError.class)
record Xor(@LearningRateScale(0) @Dense(1) Layer prediction) {} // here: @LearningRateScale
