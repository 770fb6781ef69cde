package dev.lanewise.processor.emit;

import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PanelWidth;
import dev.lanewise.processor.ir.Program;

/// Weights too many for a cache, which come from memory each time that a pass reads them.
///
/// A step moves most of them in its backward pass: it takes a group of inputs, computes the gradient with respect to
/// those, and moves their weights while it still has them at hand. So a step reads them twice, not three times. The
/// others, as those of the first row, which has no backward pass, it fetches a group at a time before it moves them.
/// Each sum is the same, in the same order.
final class LargeWeights {
  /// Inputs of a group: the fewest that are both whole panels of the backward pass, 32 wide, and whole tiles of the
  /// update, 12 high where there are 32 registers. Groups of 64 and of 192 were no faster.
  /// [PackedInputs] copies as many.
  static final int GROUP = 96;

  /// 8 MiB of weights, more than a core's own caches hold. For a quarter of a million there was nothing to gain.
  private static final int FEWEST = 1 << 21;

  /// Inputs for some twenty groups, enough for a few threads to share.
  private static final int FEWEST_INPUTS = 2048;

  private LargeWeights() {}

  /// Whether a parameter is one of them.
  static boolean includes(ParameterSlot slot) {
    return slot.isWeight() && (long) slot.inputs() * slot.outputs() >= FEWEST;
  }

  /// Whether a step moves a parameter in groups of its inputs.
  static boolean moveInGroups(String parameter, Program program) {
    return includes(program.layout().slot(parameter))
        && program.gradients().stream().anyMatch(kernel -> isProduct(kernel, parameter));
  }

  /// Whether a step moves a parameter in its backward pass. Threads share its inputs, so it is none of those of which
  /// they share samples.
  static boolean moveBackward(String parameter, Program program) {
    ParameterSlot slot = program.layout().slot(parameter);
    return moveInGroups(parameter, program)
        && slot.inputs() >= FEWEST_INPUTS
        && slot.inputs() % PanelWidth.of(slot.inputs()) == 0
        && slot.outputs() > RowContractionEmitter.FEW_TERMS
        && program.backward().stream().anyMatch(kernel -> kernel.contract().b().name().equals(parameter));
  }

  private static boolean isProduct(Kernel.ParameterGradient kernel, String parameter) {
    return kernel.parameter().equals(parameter) && kernel.gradient().op() instanceof Op.Contract;
  }

  /// Whether a step moves any parameter in its backward pass.
  static boolean moveBackward(Program program) {
    return program.layout().slots().stream().anyMatch(slot -> moveBackward(slot.name(), program));
  }
}
