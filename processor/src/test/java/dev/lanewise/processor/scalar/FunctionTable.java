package dev.lanewise.processor.scalar;

import static dev.lanewise.processor.scalar.PublishedFunction.activation;
import static dev.lanewise.processor.scalar.PublishedFunction.loss;

import java.util.List;
import java.util.stream.Stream;

/// Published activations and losses, written as their sources write them.
///
/// Bounds are measured errors rounded up; they are here to be noticed when they grow.
final class FunctionTable {
  private static final List<PublishedFunction> ACTIVATIONS = List.of(
      activation("Sigmoid", "1 / (1 + exp(-x))", "sigmoid(x)")
          .relative(3).absolute(2),
      activation("Log-sigmoid", "log(1 / (1 + exp(-x)))", "-softplus(-x)")
          .relative(3).relative(3),
      activation("Softplus", "log(1 + exp(x))", "softplus(x)")
          .relative(3).relative(3),
      activation("Tanh", "(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "tanh(x)")
          .relative(2).absolute(2),
      activation("Mish (Misra 2019)", "x * tanh(log(1 + exp(x)))", "x * tanh(softplus(x))")
          .relative(4).absolute(9),
      activation("Swish, beta 1.5 (Ramachandran et al. 2017)", "x / (1 + exp(-1.5 * x))",
          "x * sigmoid(1.5 * x)")
          .relative(33).relative(125),
      activation("GELU (Hendrycks, Gimpel 2016)", "0.5 * x * (1 + erf(x / sqrt(2)))")
          .absolute(2).absolute(2),
      activation("GELU, tanh form",
          "0.5 * x * (1 + tanh(sqrt(2 / 3.141592653589793) * (x + 0.044715 * x * x * x)))")
          .absolute(2).absolute(10),
      activation("ELU (Clevert et al. 2015)", "where(x > 0, x, exp(x) - 1)",
          "where(x > 0, x, expm1(x))")
          .relative(2).absolute(1),
      activation("SELU (Klambauer et al. 2017)",
          "1.0507009873554805 * where(x > 0, x, 1.6732632423543772 * exp(x) - 1.6732632423543772)",
          "1.0507009873554805 * where(x > 0, x, 1.6732632423543772 * expm1(x))")
          .relative(3).absolute(3),
      activation("CELU, alpha 2 (Barron 2017)", "where(x > 0, x, 2 * (exp(x / 2) - 1))",
          "where(x > 0, x, 2 * expm1(x / 2))")
          .relative(2).absolute(1),
      activation("HardSwish (Howard et al. 2019)", "x * min(max(x + 3, 0), 6) / 6")
          .relative(2).relative(3),
      activation("HardSigmoid", "min(max(x / 6 + 0.5, 0), 1)")
          .absolute(1).relative(1),
      activation("Softsign (Turian et al. 2009)", "x / (1 + abs(x))")
          .relative(2).absolute(2),
      activation("TanhShrink", "x - tanh(x)")
          .absolute(2).absolute(2),
      activation("SoftShrink, 0.5", "where(x > 0.5, x - 0.5, where(x < -0.5, x + 0.5, 0))")
          .relative(1).relative(1),
      activation("Snake (Ziyin et al. 2020)", "x + sin(x) * sin(x)")
          .absolute(3).absolute(6),
      activation("PReLU, slope 0.25 (He et al. 2015)", "max(x, 0) + 0.25 * min(x, 0)")
          .relative(1).relative(1),
      activation("Bent identity", "(sqrt(x * x + 1) - 1) / 2 + x")
          .absolute(2).relative(4),
      activation("Gaussian", "exp(-x * x)")
          .relative(65).relative(66),
      activation("LiSHT (Roy et al. 2019)", "x * tanh(x)")
          .relative(3).relative(10),
      activation("Squareplus (Barron 2021)", "(x + sqrt(x * x + 4)) / 2")
          .absolute(2155).absolute(2));

  private static final List<PublishedFunction> LOSSES = List.of(
      loss("Binary cross-entropy",
          "p = 1 / (1 + exp(-prediction)); -(target * log(p) + (1 - target) * log(1 - p))",
          "target * softplus(-prediction) + (1 - target) * softplus(prediction)", 0, 1, 0.3)
          .relative(3).relative(123),
      loss("Focal, gamma 2 (Lin et al. 2017)",
          "p = sigmoid(prediction); q = where(target > 0.5, p, 1 - p); -(1 - q) * (1 - q) * log(q)",
          "z = where(target > 0.5, prediction, -prediction); sigmoid(-z) * sigmoid(-z) * softplus(-z)", 0, 1)
          .relative(8).relative(29),
      loss("Log-cosh", "e = prediction - target; log((exp(e) + exp(-e)) / 2)",
          "a = abs(prediction - target); where(a < 1, log1p(0.5 * expm1(a) * expm1(a) * exp(-a)),"
              + " a + log1p(0.5 * expm1(-2 * a)))", 0, 0.5, -2)
          .absolute(2).absolute(2),
      loss("Tukey's biweight, 4.685 (Beaton, Tukey 1974)",
          "e = prediction - target; u = e / 4.685; v = 1 - u * u;"
              + " 4.685 * 4.685 / 6 * where(abs(u) <= 1, 1 - v * v * v, 1)", 0, 0.5, -2)
          .absolute(9).absolute(5),
      loss("Charbonnier, 0.001 (Charbonnier et al. 1994)",
          "e = prediction - target; sqrt(e * e + 1e-6)", 0, 0.5, -2)
          .relative(2).relative(3),
      loss("Quantile, 0.9 (Koenker, Bassett 1978)",
          "e = target - prediction; max(0.9 * e, (0.9 - 1) * e)", 0, 0.5, -2)
          .relative(2).relative(1),
      loss("Poisson, log input", "exp(prediction) - target * prediction", 0, 1, 7)
          .absolute(40).absolute(6),
      loss("Gaussian likelihood, variance 0.25",
          "e = target - prediction; 0.5 * (log(2 * 3.141592653589793 * 0.25) + e * e / 0.25)", 0, 0.5, -2)
          .relative(2).relative(1),
      loss("Kullback-Leibler, log input",
          "target * (where(target > 0, log(target), 0) - prediction)", 0, 1, 0.3)
          .absolute(2).relative(1),
      loss("Huber, 1.5 (Huber 1964)",
          "e = abs(prediction - target); where(e <= 1.5, 0.5 * e * e, 1.5 * (e - 0.5 * 1.5))", 0, 0.5, -2)
          .relative(2).relative(1),
      loss("Smooth L1, 0.5 (Girshick 2015)",
          "e = abs(prediction - target); where(e < 0.5, 0.5 * e * e / 0.5, e - 0.5 * 0.5)", 0, 0.5, -2)
          .relative(2).relative(1),
      loss("Hinge", "max(1 - target * prediction, 0)", -1, 1)
          .relative(1).relative(1),
      loss("Squared hinge", "h = max(1 - target * prediction, 0); h * h", -1, 1)
          .relative(2).relative(1),
      loss("Wing, 10 and 2 (Feng et al. 2018)",
          "e = abs(prediction - target); where(e < 10, 10 * log(1 + e / 2), e - (10 - 10 * log(1 + 10 / 2)))",
          "e = abs(prediction - target); where(e < 10, 10 * log1p(e / 2), e - (10 - 10 * log(6)))", 0, 0.5, -2)
          .relative(2).relative(3),
      loss("General robust, alpha 0.5 (Barron 2019)",
          "e = prediction - target; 1.5 / 0.5 * (sqrt(sqrt(e * e / 1.5 + 1)) - 1)", 0, 0.5, -2)
          .absolute(6).relative(5),
      loss("Cauchy", "e = prediction - target; log(1 + 0.5 * e * e)",
          "e = prediction - target; log1p(0.5 * e * e)", 0, 0.5, -2)
          .relative(2).relative(3),
      loss("Exponential (Freund, Schapire 1997)", "exp(-target * prediction)", -1, 1)
          .relative(2).relative(2));

  private FunctionTable() {}

  static List<PublishedFunction> all() {
    return Stream.concat(ACTIVATIONS.stream(), LOSSES.stream()).toList();
  }
}
