package dev.lanewise.processor.pass;

import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.Penalty;
import dev.lanewise.processor.ir.Program;
import java.util.Map;

/// The steps from the final graph to the program: group values into kernels, place parameters, plan buffers.
public final class MakeProgram {
  private MakeProgram() {}

  /// Makes the program of a graph that all [Passes] have seen.
  ///
  /// @param penalties by the name of the weights
  /// @param inputNoise the standard deviation of what is added to samples in training; 0 for nothing
  public static Program of(Graph graph, Map<String, Penalty> penalties, double inputNoise) {
    Fuse kernels = Fuse.run(graph);
    return new Program(
        graph,
        kernels.forward(),
        kernels.loss(),
        kernels.backward(),
        kernels.gradients(),
        LayOut.parameters(graph),
        LayOut.sampleStride(kernels.forward().getFirst().contract().a().shape().width(), inputNoise > 0),
        PlanBuffers.run(graph, kernels),
        penalties,
        inputNoise);
  }
}
