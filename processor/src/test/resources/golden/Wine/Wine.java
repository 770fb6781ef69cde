package golden;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.Per;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.L1;
import dev.lanewise.layer.L2;
import dev.lanewise.layer.PRelu;
import dev.lanewise.loss.SoftmaxCrossEntropy;

@L2(1e-4)
@Network(input = 13, loss = SoftmaxCrossEntropy.class)
public record Wine(
    @Dense(24) @PRelu(per = Per.UNIT) @L1(1e-5) Layer features,
    @Dense(16) @PRelu(init = 0.1) Layer hidden,
    @Dense(3) @L2(0) Layer logits) {}
