package dev.lanewise.runtime;

/// The stages of a pass. A generated model has each twice for every row of the network, in vectors and in plain Java.
///
/// A few samples take other tiles than many, which are compiled by themselves. [#LINK], which turns outputs into
/// predictions, and [#LOSS] have one part, that of row 0.
public enum Stage {
  FORWARD, FORWARD_FEW, LINK, LOSS, BACKWARD, BACKWARD_FEW, GRADIENT, UPDATE;

  /// The samples from which a product takes tiles of twelve and eight rows, where vectors have 512 bits.
  private static final int MANY = 12;

  /// A set of stages as the bits of a number.
  static int mask(Stage... stages) {
    int mask = 0;
    for (Stage stage : stages) {
      mask |= stage.bit();
    }
    return mask;
  }

  /// The stage's own bit in such a set.
  int bit() {
    return 1 << ordinal();
  }

  /// What stands for the stage when there are few samples.
  Stage ofFew() {
    return switch (this) {
      case FORWARD -> FORWARD_FEW;
      case BACKWARD -> BACKWARD_FEW;
      default -> this;
    };
  }

  /// Whether products take other tiles than for many samples.
  static boolean isFew(int samples) {
    return samples < MANY;
  }
}
