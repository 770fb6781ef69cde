package problem;

import dev.lanewise.Activation;
import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Dense;
import dev.lanewise.loss.MeanSquaredError;

@Network(input = 2, loss = MeanSquaredError.class)
record Xor(
    @Dense(8) @Curve Layer hidden, // here: @Curve
    @Dense(1) Layer prediction) {}

@Activation
@Formula("sqrt(1 + x * x) - 1")
@interface Curve {}
