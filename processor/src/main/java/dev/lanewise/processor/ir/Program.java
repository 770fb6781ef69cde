package dev.lanewise.processor.ir;

import dev.lanewise.ParameterLayout;
import java.util.List;
import java.util.Optional;

/// Everything the emitter needs: the kernels in the order they run, and where values are kept.
///
/// @param graph the graph that the kernels compute
/// @param forward one kernel for each row
/// @param loss the loss of each row of the batch and its gradient, if there is a loss
/// @param backward from the last row towards the first
/// @param gradients one for each parameter, in the order of the layout
/// @param layout where parameters are kept
/// @param buffers where the workspace keeps values
public record Program(
    Graph graph,
    List<Kernel.RowContraction> forward,
    Optional<Kernel.LossRows> loss,
    List<Kernel.RowContraction> backward,
    List<Kernel.ParameterGradient> gradients,
    ParameterLayout layout,
    List<Buffer> buffers) {
  /// Copies the lists.
  public Program {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
    gradients = List.copyOf(gradients);
    buffers = List.copyOf(buffers);
  }

  /// Where the workspace keeps a value.
  public Optional<Buffer> buffer(Value value) {
    return buffers.stream().filter(buffer -> buffer.value() == value).findFirst();
  }
}
