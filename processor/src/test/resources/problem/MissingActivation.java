package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(@Dense(1) @Square Layer logits) {} // here: @Square

@Formula("x * x")
@interface Square {}
