package dev.lanewise.init;

/// HeNormal.
public final class HeNormal implements Initializer {
  @Override
  public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {}
}
