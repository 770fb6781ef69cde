package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Frozen;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.MeanSquaredError;

@Network(input = 2, loss = MeanSquaredError.class)
record Xor(
    @Frozen @Dense(8) @Relu Layer hidden,
    @Frozen @Dense(1) Layer prediction) {} // here: prediction
