package problem;

import dev.lanewise.Activation;
import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(
    @Dense(8) @Steep(slope = 3) Layer hidden, // here: @Steep
    @Dense(1) Layer prediction) {}

@Activation
@Formula("2 * x")
@interface Steep {
  double slope() default 2;
}
