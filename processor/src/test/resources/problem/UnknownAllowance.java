package problem;

import dev.lanewise.Allow;
import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

@Network(input = 2)
@Allow("ActivatedLogit") // here: "ActivatedLogit"
record Xor(@Dense(1) Layer logits) {}
