package dev.lanewise.schedule;

import java.util.Map;

/// A rise along a straight line before another schedule; see [Schedule#warmUp].
record WarmUp(int warmUp, Schedule then) implements Schedule {
  @Override
  public double factor(int step, int steps) {
    return step < warmUp ? (step + 1.0) / warmUp : then.factor(step - warmUp, steps - warmUp);
  }

  @Override
  public void start() {
    then.start();
  }

  @Override
  public void onEvaluation(double loss) {
    then.onEvaluation(loss);
  }

  @Override
  public Map<String, float[]> parameterState() {
    return then.parameterState();
  }

  @Override
  public double[] scalarState() {
    return then.scalarState();
  }

  @Override
  public String toString() {
    return then + " after a warm-up of " + warmUp + " steps";
  }
}
