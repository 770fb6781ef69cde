package dev.lanewise.runtime;

/// The stages of a pass. A generated model has each twice for every row of the network, in vectors and in plain Java.
///
/// A few samples take other tiles than many, and fewer still others again, all compiled by themselves. [#LINK], which
/// turns outputs into predictions, and [#LOSS] have one part, that of row 0.
public enum Stage {
  FORWARD, FORWARD_FEW, FORWARD_SINGLY, LINK, LOSS, BACKWARD, BACKWARD_FEW, BACKWARD_SINGLY, GRADIENT, UPDATE;

  /// The samples from which a product takes tiles of twelve and eight rows, if there are registers for them.
  static final int MANY = 12;

  /// The samples from which it takes tiles of five rows; fewer are multiplied one by one.
  static final int FEW = 5;

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

  /// What stands for the stage of many samples when there are so many.
  Stage of(int samples) {
    return samples >= MANY ? this : switch (this) {
      case FORWARD -> samples >= FEW ? FORWARD_FEW : FORWARD_SINGLY;
      case BACKWARD -> samples >= FEW ? BACKWARD_FEW : BACKWARD_SINGLY;
      default -> this;
    };
  }
}
