package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SumOfSquares;

@Network(input = 2, loss = {MeanSquaredError.class, SumOfSquares.class}) // here: {MeanSquaredError.class
record Xor(@Dense(1) Layer prediction) {}
