package dev.lanewise.processor.behaviour;

import java.util.List;

/// A published loss of a row, in the text form, and how accurate generated code has to compute it.
///
/// Bounds are measured errors rounded up, in roundings of single precision (`2^-24`); they are here to be noticed when
/// they grow.
///
/// @param width outputs
/// @param targets numbers in a row of targets; 0 for a label
/// @param valueBound of the loss, relative to it or to 1 if it is smaller
/// @param gradientBound of the gradient by the outputs, relative to its largest number or to 1 if that is smaller
record PublishedRowLoss(
    String name, String source, int width, int targets, String formula, double valueBound, double gradientBound) {

  static final List<PublishedRowLoss> ALL = List.of(
      labels("SoftmaxCrossEntropy", "Softmax cross-entropy", "logSumExp(outputs) - outputs[label]", 20, 20),
      labels("AsInBooks", "the same as books write it", "-log(exp(outputs[label]) / sum(exp(outputs)))", 20, 20),
      labels("LabelSmoothing", "Label smoothing, 0.1 (Szegedy et al. 2016)",
          "logSumExp(outputs) - 0.9 * outputs[label] - 0.1 / width * sum(outputs)", 20, 20),
      labels("Focal", "Focal, gamma 2 (Lin et al. 2017)",
          "logp = outputs[label] - logSumExp(outputs); q = 1 - exp(logp); -q * q * logp", 20, 20),
      labels("PairwiseHinge", "Pairwise hinge (Weston, Watkins 1999)",
          "sum(where(position == label, 0, max(0, 1 - outputs[label] + outputs)))", 20, 20),
      labels("LargestMargin", "Multi-class margin (Crammer, Singer 2001)",
          "max(0, 1 + rowMax(where(position == label, -1000, outputs)) - outputs[label])", 20, 20),
      labels("Ordinal", "Ordinal regression (Frank, Hall 2001)",
          "sum(where(position <= label, softplus(-outputs), softplus(outputs)))", 20, 20),
      labels("Contrastive", "InfoNCE, temperature 0.1 (van den Oord et al. 2018)",
          "logSumExp(10 * outputs) - 10 * outputs[label]", 260, 25),
      labels("Confidence", "Confidence penalty, 0.1 (Pereyra et al. 2017)",
          "p = outputs - logSumExp(outputs); 0.1 * sum(exp(p) * p) + logSumExp(outputs) - outputs[label]", 20, 20),
      new PublishedRowLoss("GaussianLikelihood", "Gaussian likelihood, predicted log-variance (Nix, Weigend 1994)", 2, 1,
          "e = targets[0] - outputs[0]; 0.5 * (outputs[1] + e * e * exp(-outputs[1]))", 20, 20),
      new PublishedRowLoss("SoftVariance", "the same, variance softplus", 2, 1,
          "e = targets[0] - outputs[0]; v = softplus(outputs[1]) + 1e-3; 0.5 * (log(v) + e * e / v)", 20, 20),
      new PublishedRowLoss("Quantiles", "Quantiles 0.1, 0.5, 0.9 (Koenker, Bassett 1978)", 3, 1,
          "a = targets[0] - outputs[0]; b = targets[0] - outputs[1]; c = targets[0] - outputs[2];"
              + " max(0.1 * a, -0.9 * a) + max(0.5 * b, -0.5 * b) + max(0.9 * c, -0.1 * c)", 20, 20),
      targets("Divergence", "Kullback-Leibler of soft targets",
          "sum(targets * log(targets + 1e-6)) + sum(targets) * logSumExp(outputs) - sum(targets * outputs)", 20, 20),
      targets("Dice", "Soft Dice (Milletari et al. 2016)",
          "p = sigmoid(outputs); 1 - (2 * sum(p * targets) + 1) / (sum(p) + sum(targets) + 1)", 20, 20),
      targets("Tversky", "Tversky, 0.7 and 0.3 (Salehi et al. 2017)",
          "p = sigmoid(outputs); hits = sum(p * targets); 1 - (hits + 1)"
              + " / (hits + 0.7 * sum((1 - p) * targets) + 0.3 * sum(p * (1 - targets)) + 1)", 20, 20),
      targets("Cosine", "Cosine distance",
          "1 - sum(outputs * targets) / sqrt(sum(outputs * outputs) * sum(targets * targets) + 1e-6)", 20, 20),
      targets("PoissonRow", "Poisson, log rates", "sum(exp(min(outputs, 20)) - targets * outputs)", 20, 20));

  private static PublishedRowLoss labels(
      String name, String source, String formula, double valueBound, double gradientBound) {
    return new PublishedRowLoss(name, source, 7, 0, formula, valueBound, gradientBound);
  }

  private static PublishedRowLoss targets(
      String name, String source, String formula, double valueBound, double gradientBound) {
    return new PublishedRowLoss(name, source, 7, 7, formula, valueBound, gradientBound);
  }

  /// A network that puts out what comes in, once its weights are those of the identity.
  String declaration() {
    return GeneratedModels.IMPORTS + """
        @Network(input = %d, loss = %s.Own.class%s)
        public record %s(@Dense(%d) Layer last) {
          @Loss @dev.lanewise.formula.Formula("%s") static final class Own {}
        }
        """.formatted(width, name, targets > 0 ? ", targets = " + targets : "", name, width, formula);
  }
}
