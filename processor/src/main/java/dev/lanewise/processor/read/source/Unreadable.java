package dev.lanewise.processor.read.source;

import com.sun.source.tree.Tree;

/// Something in a body that cannot be read as a formula. Thrown at the tree, turned into a problem once per body.
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Tree tree;
  private final transient SourceFile file;
  private final String reason;
  private final String fix;

  /// Says what is wrong.
  ///
  /// @param file the source that the tree stands in
  /// @param what a sentence about the construct, in the words of the source
  /// @param reason why it cannot be part of a formula
  /// @param fix what to write instead
  Unreadable(SourceFile file, Tree tree, String what, String reason, String fix) {
    super(what, null, false, false);
    this.file = file;
    this.tree = tree;
    this.reason = reason;
    this.fix = fix;
  }

  Tree tree() {
    return tree;
  }

  SourceFile file() {
    return file;
  }

  String reason() {
    return reason;
  }

  String fix() {
    return fix;
  }
}
