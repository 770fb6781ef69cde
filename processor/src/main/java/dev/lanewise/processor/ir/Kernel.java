package dev.lanewise.processor.ir;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A part of the program that becomes one generated method and the tiles it calls.
public sealed interface Kernel {

  /// The row of the network that a parameter belongs to: the name of the parameter begins with it.
  static String rowOf(String parameter) {
    return parameter.substring(0, parameter.indexOf('.'));
  }

  /// A product of rows with weights, and what happens to each tile of it while it is at hand.
  ///
  /// @param product of the form [Contraction#FORWARD] or [Contraction#INPUT_GRADIENT]
  /// @param loops maps applied one after the other, several in each loop, the result last; empty where the product
  ///     is the result
  record RowContraction(Value product, List<List<Value>> loops) implements Kernel {
    public RowContraction {
      loops = loops.stream().map(List::copyOf).toList();
    }

    /// The maps of all loops.
    public List<Value> epilogue() {
      return loops.stream().flatMap(List::stream).toList();
    }

    /// What the kernel computes.
    public Value result() {
      return loops.isEmpty() ? product : loops.getLast().getLast();
    }

    /// The product's operation.
    public Op.Contract contract() {
      return (Op.Contract) product.op();
    }

    /// The row of the network whose weights it multiplies with.
    public String row() {
      return rowOf(contract().b().name());
    }

    /// The floating-point operations of the product for one sample.
    public long operations() {
      return 2L * product.shape().width() * contract().a().shape().width();
    }
  }

  /// The loss of each sample, its share taken, and the gradient where the forward pass ends: one pass over the rows.
  ///
  /// @param sampleLosses a number for each sample; their sum is the loss
  /// @param gradient of the loss where the backward pass begins
  /// @param values all that is computed on the way, in order, both results included
  /// @param stored rows among them that get loops of their own, because with them another loop would be too long
  record LossRows(Value sampleLosses, Optional<Value> gradient, List<Value> values, Set<Value> stored)
      implements Kernel {
    public LossRows {
      values = List.copyOf(values);
      stored = Set.copyOf(stored);
    }

    /// What some value reads of a kind, if one does.
    public Optional<Value> input(Op.LeafKind kind) {
      return values.stream()
          .flatMap(value -> value.op().inputs().stream())
          .filter(value -> value.isLeaf(kind))
          .findFirst();
    }
  }

  /// The gradient of a parameter: computed by itself, or subtracted from the parameter as it is computed.
  ///
  /// @param parameter the parameter's name
  /// @param gradient a contraction of the form [Contraction#WEIGHT_GRADIENT], a sum over the batch, or the sum over the
  ///     columns of one
  record ParameterGradient(String parameter, Value gradient) implements Kernel {

    /// The row of the network that the parameter belongs to.
    public String row() {
      return rowOf(parameter);
    }

    /// The gradient and the sum that it is computed from, if there is one.
    public List<Value> values() {
      return gradient.op() instanceof Op.Reduce reduce && reduce.axis() == Op.Axis.COLUMNS
          ? List.of(reduce.x(), gradient)
          : List.of(gradient);
    }
  }
}
