package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.loss.MeanSquaredError;

@Network(input = 2, loss = MeanSquaredError.class, targets = 2) // here: .class
record Xor(@Dense(1) Layer prediction) {}
