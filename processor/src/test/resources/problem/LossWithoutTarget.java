package problem;

import dev.lanewise.Layer;
import dev.lanewise.Loss;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Dense;

@Network(input = 2, loss = Squared.class) // here: .class
record Xor(@Dense(1) Layer prediction) {}

@Loss
@Formula("prediction * prediction")
class Squared {}
