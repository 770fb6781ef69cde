package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

@Network(input = {28, 28}) // here: {28, 28}
record Digits(@Dense(10) Layer logits) {}
