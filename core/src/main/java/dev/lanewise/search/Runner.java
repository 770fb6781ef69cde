package dev.lanewise.search;

/// A candidate and what became of it in a heat.
///
/// @param score the loss at the end, lower is better; positive infinity if it is not finite
record Runner(Candidate candidate, Curve curve, double score) {

  /// Scores by the validation loss, or without a validation set by the typical loss of the last steps.
  ///
  /// @param steps of the heat; a trial that was ended for its loss took fewer
  static Runner of(Candidate candidate, Curve curve, int steps, boolean isValidated) {
    if (!curve.isFinite() || curve.steps() < steps || isValidated && curve.validation().isEmpty()) {
      return new Runner(candidate, curve, Double.POSITIVE_INFINITY);
    }
    double score = isValidated ? curve.validation().get().loss() : Judgement.end(curve);
    return new Runner(candidate, curve, Double.isNaN(score) ? Double.POSITIVE_INFINITY : score);
  }

  float rate() {
    return candidate.rate();
  }
}
