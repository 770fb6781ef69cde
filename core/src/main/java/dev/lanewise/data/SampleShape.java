package dev.lanewise.data;

import dev.lanewise.Checks;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import java.util.List;

/// What a sample consists of.
///
/// @param inputWidth the numbers in a sample, at least 1
/// @param targetKind whether it has a label, a row of targets, or neither
/// @param targetWidth the numbers in a row of targets; 0 unless there are targets
/// @param isWeighted whether it has a weight
public record SampleShape(int inputWidth, TargetKind targetKind, int targetWidth, boolean isWeighted) {

  /// Checks the widths.
  ///
  /// @throws IllegalArgumentException if one is out of range
  public SampleShape {
    Checks.atLeast(1, inputWidth, "inputWidth");
    boolean hasTargets = targetKind == TargetKind.TARGETS;
    if (hasTargets ? targetWidth < 1 : targetWidth != 0) {
      throw new IllegalArgumentException(
          "targetWidth " + targetWidth + " must be " + (hasTargets ? "at least 1" : "0 for samples without targets"));
    }
  }

  /// Samples with a class label each.
  public static SampleShape withLabels(int inputWidth) {
    return new SampleShape(inputWidth, TargetKind.LABELS, 0, false);
  }

  /// Samples with a row of targets each.
  public static SampleShape withTargets(int inputWidth, int targetWidth) {
    return new SampleShape(inputWidth, TargetKind.TARGETS, targetWidth, false);
  }

  /// An empty mini-batch for such samples.
  ///
  /// @param capacity the most samples it can hold, at least 1
  public MiniBatch miniBatch(int capacity) {
    return new MiniBatch(capacity, inputWidth, targetKind, targetWidth, isWeighted);
  }

  /// Checks that samples of this shape are what a network takes.
  ///
  /// @param role what the message calls them: `training set`
  /// @throws DatasetException if they are not; the message lists each problem
  public void requireFits(Model model, String role) {
    List<String> problems = new ShapeCheck(this, model).problems();
    if (!problems.isEmpty()) {
      throw new DatasetException(ShapeCheck.message(problems, model, role));
    }
  }

  /// Whether a mini-batch has room for such samples.
  boolean fits(MiniBatch batch) {
    return batch.samples().length == (long) batch.capacity() * inputWidth
        && (batch.labels() != null) == (targetKind == TargetKind.LABELS)
        && (batch.targets() == null
            ? targetKind != TargetKind.TARGETS : batch.targets().length == (long) batch.capacity() * targetWidth)
        && (batch.weights() != null) == isWeighted;
  }

  /// What there is to compare outputs with, in words.
  String describeTargets() {
    return switch (targetKind) {
      case LABELS -> "class labels";
      case TARGETS -> "targets of width " + targetWidth;
      case NONE -> "neither labels nor targets";
    };
  }

  @Override
  public String toString() {
    return "width " + inputWidth + " with " + describeTargets() + (isWeighted ? " and weights" : "");
  }
}
