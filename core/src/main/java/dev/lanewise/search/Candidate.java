package dev.lanewise.search;

import dev.lanewise.optim.Optimizer;
import java.util.List;
import java.util.Map;

/// What runs in a race.
///
/// @param rate the learning rate
/// @param values of the other hyperparameters, by name
record Candidate(float rate, Map<String, Float> values) {

  /// The optimizer of the candidate.
  ///
  /// @param kind an optimizer with any learning rate
  Optimizer optimizer(Optimizer kind, List<Hyperparameter> hyperparameters) {
    Optimizer optimizer = kind.withLearningRate(rate);
    for (Hyperparameter hyperparameter : hyperparameters) {
      optimizer = hyperparameter.apply().apply(optimizer, values.get(hyperparameter.name()));
    }
    return optimizer;
  }
}
