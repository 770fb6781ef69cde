package dev.lanewise.processor.lint;

import dev.lanewise.processor.diagnostic.Diagnostics;

/// One thing that can be wrong with a network.
@FunctionalInterface
interface Rule {

  /// Reports it, wherever it is found.
  void check(Declaration network, Diagnostics diagnostics);
}
