package problem;

import dev.lanewise.Layer;
import dev.lanewise.Loss;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

@Network(input = 2, targets = 1)
record Spread(@Dense(3) Layer estimate) {
  @Loss static float gaussian(float[] outputs, float[] targets) { // here: gaussian(float
    float error = outputs[0] - targets[0];
    float logVariance = Math.max(outputs[1], -20);
    return 0.5f * (logVariance + error * error * (float) Math.exp(-logVariance));
  }
}
