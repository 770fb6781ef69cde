package dev.lanewise.verify;

import dev.lanewise.Checks;
import java.util.List;

/// What a model is checked with. Immutable.
///
/// @param seed decides samples, targets, and which parameters are looked at
/// @param batchSizes sizes of the random mini-batches, at least one, each at least 1; every second one has weights of
///     samples
/// @param parametersPerTensor how many parameters of each tensor are compared with central differences and the complex
///     step, at least 1; all where a tensor has fewer
public record VerifyOptions(long seed, List<Integer> batchSizes, int parametersPerTensor) {
  /// Seed 1; batches of 1, 2 and 5 samples, and of 13, which is more than a tile; 6 parameters of each tensor.
  public static final VerifyOptions DEFAULT = new VerifyOptions(1, List.of(1, 2, 5, 13), 6);

  /// Copies the sizes.
  ///
  /// @throws IllegalArgumentException if a number is out of range, or there is no size
  public VerifyOptions {
    batchSizes = List.copyOf(batchSizes);
    Checks.atLeast(1, batchSizes.size(), "number of batchSizes");
    batchSizes.forEach(size -> Checks.atLeast(1, size, "batch size"));
    Checks.atLeast(1, parametersPerTensor, "parametersPerTensor");
  }

  /// The same with another seed.
  public VerifyOptions seed(long seed) {
    return new VerifyOptions(seed, batchSizes, parametersPerTensor);
  }
}
