package dev.lanewise.processor.pass;

import dev.lanewise.processor.ir.Contraction;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Groups the values of a graph into kernels.
///
/// A contraction of rows takes with it every map that reads its result tile by tile: bias and activation in the forward
/// pass, the activation's derivative in the backward pass. Everything between the outputs and the first contraction
/// of the backward pass becomes one pass over the rows: softmax, loss and their gradient together. What contracts over
/// the batch is the gradient of a parameter, with which the emitter also fuses the update.
///
/// @param forward in order
/// @param loss if the graph has one
/// @param backward in order
/// @param gradients in the order of the parameters
record Fuse(
    List<Kernel.RowContraction> forward,
    Optional<Kernel.LossRows> loss,
    List<Kernel.RowContraction> backward,
    List<Kernel.ParameterGradient> gradients) {

  /// Groups the values of a graph.
  ///
  /// @throws IllegalStateException if a value fits no kernel
  static Fuse run(Graph graph) {
    Map<Value, List<Value>> readers = readers(graph);
    Set<Value> fused = new HashSet<>();
    List<Kernel.RowContraction> forward = new ArrayList<>();
    List<Kernel.RowContraction> backward = new ArrayList<>();
    for (Value value : graph.values()) {
      if (value.op() instanceof Op.Contract contract && contract.form() != Contraction.WEIGHT_GRADIENT) {
        Kernel.RowContraction kernel = new Kernel.RowContraction(value, epilogue(value, graph, readers));
        (contract.form() == Contraction.FORWARD ? forward : backward).add(kernel);
        fused.add(value);
        fused.addAll(kernel.epilogue());
      }
    }
    List<Kernel.ParameterGradient> gradients = new ArrayList<>();
    graph.gradients().forEach((parameter, gradient) -> {
      gradients.add(new Kernel.ParameterGradient(parameter, gradient));
      fused.add(gradient);
    });
    return new Fuse(forward, lossRows(graph, fused), backward, gradients);
  }

  /// The maps that can be applied to each tile of a product, up to the first value that something else reads by rows.
  private static List<Value> epilogue(Value product, Graph graph, Map<Value, List<Value>> readers) {
    List<Value> epilogue = new ArrayList<>();
    Value last = product;
    Optional<Value> next = nextInTile(last, product, graph, readers);
    while (next.isPresent()) {
      epilogue.add(next.get());
      last = next.get();
      next = nextInTile(last, product, graph, readers);
    }
    return epilogue;
  }

  private static Optional<Value> nextInTile(
      Value last, Value product, Graph graph, Map<Value, List<Value>> readers) {
    if (last == graph.outputs()) {
      return Optional.empty();
    }
    return readers.getOrDefault(last, List.of()).stream()
        .filter(reader -> reader.op() instanceof Op.Map && reader.shape().equals(product.shape()))
        .filter(reader -> reader.op().inputs().stream().allMatch(input -> isAtHand(input, last, product, graph)))
        .findFirst();
  }

  /// Whether an input of an epilogue is known when the tile is: the tile, a parameter, or rows computed before.
  private static boolean isAtHand(Value input, Value last, Value product, Graph graph) {
    boolean isBefore = graph.values().indexOf(input) < graph.values().indexOf(product);
    boolean isStored = input.op() instanceof Op.Map || input.op() instanceof Op.Contract;
    return input == last
        || input.isLeaf(Op.LeafKind.PARAMETER)
        || input.shape().isRows() && isBefore && isStored;
  }

  private static Optional<Kernel.LossRows> lossRows(Graph graph, Set<Value> fused) {
    if (graph.loss().isEmpty()) {
      return Optional.empty();
    }
    Value loss = graph.loss().get();
    Value sampleLosses = loss.op().inputs().getFirst();
    List<Value> values = graph.values().stream()
        .filter(value -> !(value.op() instanceof Op.Leaf) && !fused.contains(value) && value != loss)
        .toList();
    for (Value value : values) {
      if (!value.shape().hasBatch()) {
        throw new IllegalStateException(value + " fits no kernel");
      }
    }
    Optional<Value> gradient = values.stream()
        .filter(value -> value.shape().isRows() && isReadByContraction(value, graph))
        .findFirst();
    return Optional.of(new Kernel.LossRows(sampleLosses, gradient, values));
  }

  private static boolean isReadByContraction(Value value, Graph graph) {
    return graph.values().stream()
        .anyMatch(reader -> reader.op() instanceof Op.Contract && reader.op().inputs().contains(value));
  }

  private static Map<Value, List<Value>> readers(Graph graph) {
    Map<Value, List<Value>> readers = new HashMap<>();
    for (Value value : graph.values()) {
      for (Value input : value.op().inputs()) {
        readers.computeIfAbsent(input, key -> new ArrayList<>()).add(value);
      }
    }
    return readers;
  }
}
