package golden;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.loss.MeanSquaredError;

/// The smallest network: a line through points.
@Network(input = 1, loss = MeanSquaredError.class)
record Line(@Dense(1) Layer prediction) {}
