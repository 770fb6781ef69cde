package problem;

import dev.lanewise.Activation;
import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Dense;
import dev.lanewise.loss.MeanSquaredError;

@Network(input = 2, loss = MeanSquaredError.class)
record Xor(
    @Dense(8) @Far Layer hidden, // here: @Far
    @Dense(1) Layer prediction) {}

@Activation
@Formula("max(x - 1000, 0)")
@interface Far {}
