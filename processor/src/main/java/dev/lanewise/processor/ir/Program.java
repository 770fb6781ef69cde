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
/// @param gradients one for each parameter, row by row
/// @param layout where parameters are kept
/// @param sampleStride floats from one sample to the next where kernels read them: the width of a sample if they read
///     the caller's array, more if the workspace keeps a copy of them
/// @param buffers where the workspace keeps values
/// @param penalties what is added to the gradients of weights, by their names
/// @param inputNoise the standard deviation of what is added to samples in training; 0 for nothing
public record Program(
    Graph graph,
    List<Kernel.RowContraction> forward,
    Optional<Kernel.LossRows> loss,
    List<Kernel.RowContraction> backward,
    List<Kernel.ParameterGradient> gradients,
    ParameterLayout layout,
    int sampleStride,
    List<Buffer> buffers,
    Map<String, Penalty> penalties,
    double inputNoise) {
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

  /// The samples, what the first row reads.
  public Value samples() {
    return forward.getFirst().contract().a();
  }

  /// The number of a row of the network, from 0.
  public int numberOf(String row) {
    return forward.stream().map(Kernel.RowContraction::row).toList().indexOf(row);
  }

  /// Whether the workspace keeps a copy of the samples, because they get noise, or would better stand further apart.
  public boolean copiesSamples() {
    return inputNoise > 0 || sampleStride != samples().shape().width();
  }

  /// The floats that a workspace keeps for each sample.
  public long floatsForEachSample() {
    long floats = buffers.stream().filter(buffer -> !buffer.isShared()).mapToLong(Buffer::stride).sum();
    return floats + (copiesSamples() ? sampleStride : 0);
  }

  /// Where the workspace keeps a value.
  public Optional<Buffer> buffer(Value value) {
    return buffers.stream().filter(buffer -> buffer.value() == value).findFirst();
  }
}
