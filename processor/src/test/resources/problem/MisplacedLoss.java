package problem;

import dev.lanewise.Loss;

final class Losses {
  @Loss static float cubic(float prediction, float target) { // here: cubic(float
    float error = Math.abs(prediction - target);
    return error * error * error;
  }
}
