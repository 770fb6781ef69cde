package dev.lanewise;

import java.util.Map;

/// A part of a training run that remembers something from step to step: an optimizer, a schedule, a listener.
///
/// A checkpoint reads what is remembered; a run that is taken up again starts the part afresh and then fills the same
/// arrays. So everything that later steps depend on has to be in them, and they must exist once the part has been
/// started.
public interface Stateful {

  /// What is remembered for each parameter, by a name such as `velocity`: the arrays themselves, `[layout.length()]`
  /// in internal order.
  default Map<String, float[]> parameterState() {
    return Map.of();
  }

  /// The numbers that are remembered beside [#parameterState], such as a count of steps: the array itself.
  default double[] scalarState() {
    return new double[0];
  }
}
