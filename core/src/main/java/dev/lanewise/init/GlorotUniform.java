package dev.lanewise.init;

/// GlorotUniform.
public final class GlorotUniform implements Initializer {
  @Override
  public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {}
}
