package problem;

import dev.lanewise.Layer;
import dev.lanewise.Loss;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Dense;

@Network(input = 2, loss = Last.class) // here: .class
record Xor(@Dense(2) Layer prediction) {}

@Loss
@Formula("(outputs[2] - targets[1]) * (outputs[2] - targets[1])")
class Last {}
