package dev.lanewise.processor.pass;

import dev.lanewise.processor.ir.Contraction;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.Cost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Groups the values of a graph into kernels.
///
/// A contraction of rows takes with it the maps that follow, which can be computed tile by tile: bias and activation in
/// the forward pass, the activation's derivatives in the backward pass. Everything between the outputs and the first
/// contraction of the backward pass becomes one pass over the rows: softmax, loss and their gradient together. What
/// contracts over the batch is the gradient of a parameter, with which the emitter also fuses the update.
///
/// @param forward in order
/// @param loss if the graph has one
/// @param backward in order
/// @param gradients row by row; of a row, sums over the samples before the weights' products, since they run through
///     what the backward pass has just left in the cache
record Fuse(
    List<Kernel.RowContraction> forward,
    Optional<Kernel.LossRows> loss,
    List<Kernel.RowContraction> backward,
    List<Kernel.ParameterGradient> gradients) {

  /// Groups the values of a graph.
  ///
  /// @throws IllegalStateException if a value fits no kernel
  static Fuse run(Graph graph) {
    Set<Value> fused = new HashSet<>();
    List<Kernel.RowContraction> forward = new ArrayList<>();
    List<Kernel.RowContraction> backward = new ArrayList<>();
    for (Value value : graph.values()) {
      if (value.op() instanceof Op.Contract contract && contract.form() != Contraction.WEIGHT_GRADIENT) {
        Kernel.RowContraction kernel = new Kernel.RowContraction(value, loops(epilogue(value, graph)));
        (contract.form() == Contraction.FORWARD ? forward : backward).add(kernel);
        fused.add(value);
        fused.addAll(kernel.epilogue());
      }
    }
    List<Kernel.ParameterGradient> gradients = new ArrayList<>();
    graph.gradients().forEach((parameter, gradient) -> {
      Kernel.ParameterGradient kernel = new Kernel.ParameterGradient(parameter, gradient);
      gradients.add(kernel);
      fused.addAll(kernel.values());
    });
    List<String> rows = forward.stream().map(Kernel.RowContraction::row).toList();
    gradients.sort(Comparator.comparingInt((Kernel.ParameterGradient kernel) -> rows.indexOf(kernel.row()))
        .thenComparing(kernel -> kernel.gradient().op() instanceof Op.Contract));
    return new Fuse(forward, lossRows(graph, fused), backward, gradients);
  }

  /// The maps between a product and the next that can be applied to each tile, up to the outputs.
  private static List<Value> epilogue(Value product, Graph graph) {
    List<Value> epilogue = new ArrayList<>();
    Set<Value> computed = new HashSet<>(Set.of(product));
    int at = graph.values().indexOf(product);
    for (Value value : graph.values().subList(at + 1, graph.values().size())) {
      boolean isNextProduct =
          value.op() instanceof Op.Contract contract && contract.form() != Contraction.WEIGHT_GRADIENT;
      if (isNextProduct || computed.contains(graph.outputs())) {
        break;
      }
      if (value.op() instanceof Op.Map
          && value.shape().equals(product.shape())
          && value.op().inputs().stream().allMatch(input -> computed.contains(input) || isStored(input, at, graph))) {
        epilogue.add(value);
        computed.add(value);
      }
    }
    return resultLast(epilogue, graph);
  }

  /// The maps with those before the result that are only there to be summed over the batch: nothing that follows in the
  /// kernel reads them.
  private static List<Value> resultLast(List<Value> epilogue, Graph graph) {
    Set<Value> summed = new HashSet<>();
    for (Value value : epilogue.reversed()) {
      List<Value> readers =
          graph.values().stream().filter(reader -> reader.op().inputs().contains(value)).toList();
      if (!readers.isEmpty() && readers.stream().allMatch(reader -> summed.contains(reader) || isBatchSum(reader))) {
        summed.add(value);
      }
    }
    Optional<Value> result = epilogue.reversed().stream().filter(value -> !summed.contains(value)).findFirst();
    List<Value> ordered = new ArrayList<>(epilogue);
    result.ifPresent(last -> {
      ordered.remove(last);
      ordered.add(last);
    });
    return ordered;
  }

  private static boolean isBatchSum(Value value) {
    return value.op() instanceof Op.Reduce reduce && reduce.axis() == Op.Axis.BATCH;
  }

  /// Whether an input of an epilogue is known before the tile is: a parameter, a mask, or rows computed before.
  private static boolean isStored(Value input, int productAt, Graph graph) {
    return input.isLeaf(Op.LeafKind.PARAMETER)
        || input.op() instanceof Op.Mask
        || input.shape().isRows()
            && graph.values().indexOf(input) < productAt
            && (input.op() instanceof Op.Map || input.op() instanceof Op.Contract);
  }

  /// Maps in order, as many in each loop as it has room for.
  private static List<List<Value>> loops(List<Value> maps) {
    List<List<Value>> loops = new ArrayList<>();
    int left = 0;
    for (Value value : maps) {
      int room = Cost.room(((Op.Map) value.op()).formula());
      if (loops.isEmpty() || room > left) {
        loops.add(new ArrayList<>());
        left = CutLongFormulas.LOOP;
      }
      loops.getLast().add(value);
      left -= room;
    }
    return loops;
  }

  private static Optional<Kernel.LossRows> lossRows(Graph graph, Set<Value> fused) {
    if (graph.loss().isEmpty()) {
      return Optional.empty();
    }
    Value loss = graph.loss().get();
    Value sampleLosses = loss.op().inputs().getFirst();
    List<Value> values = graph.values().stream()
        .filter(value -> !value.isGiven() && !fused.contains(value) && value != loss)
        // A constant is written where it is read.
        .filter(value -> !value.shape().equals(Shape.SCALAR))
        .toList();
    for (Value value : values) {
      if (!value.shape().hasBatch()) {
        throw new IllegalStateException(value + " fits no kernel");
      }
    }
    Optional<Value> gradient = values.stream()
        .filter(value -> value.shape().isRows() && isReadByContraction(value, graph))
        .findFirst();
    Set<Value> lastLoop = values.stream()
        .filter(value -> value.shape().isRows() && isReadElsewhere(value, values, graph))
        .collect(Collectors.toCollection(LinkedHashSet::new));
    return Optional.of(
        new Kernel.LossRows(sampleLosses, gradient, values, StoreLossRows.among(values, lastLoop)));
  }

  private static boolean isReadElsewhere(Value value, List<Value> kernel, Graph graph) {
    return graph.values().stream()
        .anyMatch(reader -> !kernel.contains(reader) && reader.op().inputs().contains(value));
  }

  private static boolean isReadByContraction(Value value, Graph graph) {
    return graph.values().stream()
        .anyMatch(reader -> reader.op() instanceof Op.Contract && reader.op().inputs().contains(value));
  }
}
