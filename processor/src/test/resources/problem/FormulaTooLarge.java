package problem;

import dev.lanewise.Activation;
import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(@Dense(1) @Power Layer logits) {} // here: @Power

@Activation
@Formula("x" + Power.BY_512)
@interface Power {
  String BY_8 = " * x * x * x * x * x * x * x * x";
  String BY_64 = BY_8 + BY_8 + BY_8 + BY_8 + BY_8 + BY_8 + BY_8 + BY_8;
  String BY_512 = BY_64 + BY_64 + BY_64 + BY_64 + BY_64 + BY_64 + BY_64 + BY_64;
}
