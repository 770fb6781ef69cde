package dev.lanewise.processor.ir;

import dev.lanewise.ParameterLayout;
import java.util.List;
import java.util.Map;
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
/// @param penalties what is added to the gradients of weights, by their names
public record Program(
    Graph graph,
    List<Kernel.RowContraction> forward,
    Optional<Kernel.LossRows> loss,
    List<Kernel.RowContraction> backward,
    List<Kernel.ParameterGradient> gradients,
    ParameterLayout layout,
    List<Buffer> buffers,
    Map<String, Penalty> penalties) {
  /// Copies the lists and the map.
  public Program {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
    gradients = List.copyOf(gradients);
    buffers = List.copyOf(buffers);
    penalties = Map.copyOf(penalties);
  }

  /// The penalty on a parameter.
  public Penalty penalty(String parameter) {
    return penalties.getOrDefault(parameter, Penalty.NONE);
  }

  /// Where the workspace keeps a value.
  public Optional<Buffer> buffer(Value value) {
    return buffers.stream().filter(buffer -> buffer.value() == value).findFirst();
  }
}
