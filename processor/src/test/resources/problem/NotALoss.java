package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

@Network(input = 2, loss = MeanSquareError.class) // here: .class
record Xor(@Dense(1) Layer prediction) {}

class MeanSquareError {}
