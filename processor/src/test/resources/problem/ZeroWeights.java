package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.init.Init;
import dev.lanewise.init.Zeros;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.MeanSquaredError;

@Network(input = 2, loss = MeanSquaredError.class)
record Xor(
    @Dense(8) @Init(Zeros.class) @Relu Layer hidden, // here: hidden
    @Dense(1) Layer prediction) {}
