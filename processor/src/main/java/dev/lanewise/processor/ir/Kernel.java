package dev.lanewise.processor.ir;

import java.util.List;
import java.util.Optional;

/// A part of the program that becomes one generated method and the tiles it calls.
public sealed interface Kernel {

  /// A product of rows with weights, and what happens to each tile of it while it is at hand.
  ///
  /// @param product of the form [Contraction#FORWARD] or [Contraction#INPUT_GRADIENT]
  /// @param epilogue maps applied one after the other, each on the one before; empty where the product is the result
  record RowContraction(Value product, List<Value> epilogue) implements Kernel {
    public RowContraction {
      epilogue = List.copyOf(epilogue);
    }

    /// What the kernel computes.
    public Value result() {
      return epilogue.isEmpty() ? product : epilogue.getLast();
    }

    /// The product's operation.
    public Op.Contract contract() {
      return (Op.Contract) product.op();
    }
  }

  /// The loss of each sample, its share taken, and the gradient where the forward pass ends: one pass over the rows.
  ///
  /// @param sampleLosses a number for each sample; their sum is the loss
  /// @param gradient of the loss where the backward pass begins
  /// @param values all that is computed on the way, in order, both results included
  record LossRows(Value sampleLosses, Optional<Value> gradient, List<Value> values) implements Kernel {
    public LossRows {
      values = List.copyOf(values);
    }
  }

  /// The gradient of a parameter: computed by itself, or subtracted from the parameter as it is computed.
  ///
  /// @param parameter the parameter's name
  /// @param gradient a contraction of the form [Contraction#WEIGHT_GRADIENT], or a sum over the batch
  record ParameterGradient(String parameter, Value gradient) implements Kernel {}
}
