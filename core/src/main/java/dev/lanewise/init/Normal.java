package dev.lanewise.init;

/// Normal.
public final class Normal implements Initializer {
  @Override
  public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {}
}
