package dev.lanewise.search;

import dev.lanewise.ParameterLayout;
import dev.lanewise.optim.Optimizer;

/// Leaves the parameters as they are: what every trial is compared with.
final class Unmoved implements Optimizer {

  @Override
  public void start(ParameterLayout layout) {}

  @Override
  public void step(float[] parameters, float[] gradient, float learningRate) {}

  @Override
  public float learningRate() {
    return 0;
  }

  @Override
  public Optimizer withLearningRate(float learningRate) {
    return this;
  }
}
