package problem;

import dev.lanewise.Layer;
import dev.lanewise.Loss;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Dense;

@Network(input = 2, loss = Hinge.class) // here: .class
record Xor(@Dense(1) Layer scores) {}

@Loss
@Formula("sum(max(outputs - outputs[label] + 1, 0)) + outputs[label] * outputs[label]")
class Hinge {}
