package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

@Network(input = 100_000)
record Wide(
    @Dense(20_000) Layer first,
    @Dense(20_000) Layer second, // here: @Dense
    @Dense(10) Layer logits) {}
