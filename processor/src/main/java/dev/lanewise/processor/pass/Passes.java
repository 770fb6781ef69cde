package dev.lanewise.processor.pass;

import java.util.List;

/// The passes over the graph, in order.
public final class Passes {
  /// What runs, and why there.
  public static final List<Pass> IN_ORDER = List.of(
      // Adds the gradient of every parameter; all that follows sees forward and backward code alike.
      new Pass("differentiate", Differentiate::run),
      // Folds what differentiation leaves behind: factors of 1, sums with 0, repeated values nobody needs.
      new Pass("simplify", Simplify::run),
      // Writes derivatives by what the forward pass keeps anyway, so that fewer values stay alive.
      new Pass("choose-saved-values", ChooseSavedValues::run),
      // Writes reductions for which there is no call by those there are; the formulas left can be joined like others.
      new Pass("expand-reductions", ExpandReductions::run),
      // Joins formulas that nobody else reads, so that each becomes part of one loop.
      new Pass("join-maps", JoinMaps::run),
      // Joined formulas can be simpler than their parts.
      new Pass("simplify-joined", Simplify::run),
      // Joining is done, so that what is taken apart here stays apart.
      new Pass("share-functions", ShareFunctions::run),
      // What is too long for one loop becomes several values; last, so that nothing joins them again.
      new Pass("cut-long-formulas", CutLongFormulas::run));

  private Passes() {}
}
