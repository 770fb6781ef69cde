package dev.lanewise.benchmarks.workload;

import dev.lanewise.Layer;
import dev.lanewise.Model;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Relu;
import dev.lanewise.loss.MeanSquaredError;
import java.util.List;
import java.util.function.LongFunction;

/// The same network at many widths, most of them awkward.
public final class SweepNetworks {
  /// From the narrowest to the widest.
  public static final List<Width> ALL = List.of(
      new Width(1, SweepNetworks_Width1Model::create),
      new Width(2, SweepNetworks_Width2Model::create),
      new Width(7, SweepNetworks_Width7Model::create),
      new Width(10, SweepNetworks_Width10Model::create),
      new Width(16, SweepNetworks_Width16Model::create),
      new Width(17, SweepNetworks_Width17Model::create),
      new Width(32, SweepNetworks_Width32Model::create),
      new Width(50, SweepNetworks_Width50Model::create),
      new Width(64, SweepNetworks_Width64Model::create),
      new Width(100, SweepNetworks_Width100Model::create),
      new Width(128, SweepNetworks_Width128Model::create),
      new Width(257, SweepNetworks_Width257Model::create),
      new Width(512, SweepNetworks_Width512Model::create),
      new Width(1000, SweepNetworks_Width1000Model::create));

  private SweepNetworks() {}

  /// A network of a width.
  ///
  /// @param width of the input, of the hidden row and of the output
  /// @param create makes its model
  public record Width(int width, LongFunction<Model> create) {

    /// Floating-point operations of a step: matrix products only, and no gradient by the samples.
    public double stepOperations(int batchSize) {
      return 2.0 * width * width * (2 + 3) * batchSize;
    }
  }

  /// Width 1.
  @Network(input = 1, loss = MeanSquaredError.class)
  record Width1(@Dense(1) @Relu Layer hidden, @Dense(1) Layer output) {}

  /// Width 2.
  @Network(input = 2, loss = MeanSquaredError.class)
  record Width2(@Dense(2) @Relu Layer hidden, @Dense(2) Layer output) {}

  /// Width 7.
  @Network(input = 7, loss = MeanSquaredError.class)
  record Width7(@Dense(7) @Relu Layer hidden, @Dense(7) Layer output) {}

  /// Width 10.
  @Network(input = 10, loss = MeanSquaredError.class)
  record Width10(@Dense(10) @Relu Layer hidden, @Dense(10) Layer output) {}

  /// Width 16.
  @Network(input = 16, loss = MeanSquaredError.class)
  record Width16(@Dense(16) @Relu Layer hidden, @Dense(16) Layer output) {}

  /// Width 17.
  @Network(input = 17, loss = MeanSquaredError.class)
  record Width17(@Dense(17) @Relu Layer hidden, @Dense(17) Layer output) {}

  /// Width 32.
  @Network(input = 32, loss = MeanSquaredError.class)
  record Width32(@Dense(32) @Relu Layer hidden, @Dense(32) Layer output) {}

  /// Width 50.
  @Network(input = 50, loss = MeanSquaredError.class)
  record Width50(@Dense(50) @Relu Layer hidden, @Dense(50) Layer output) {}

  /// Width 64.
  @Network(input = 64, loss = MeanSquaredError.class)
  record Width64(@Dense(64) @Relu Layer hidden, @Dense(64) Layer output) {}

  /// Width 100.
  @Network(input = 100, loss = MeanSquaredError.class)
  record Width100(@Dense(100) @Relu Layer hidden, @Dense(100) Layer output) {}

  /// Width 128.
  @Network(input = 128, loss = MeanSquaredError.class)
  record Width128(@Dense(128) @Relu Layer hidden, @Dense(128) Layer output) {}

  /// Width 257.
  @Network(input = 257, loss = MeanSquaredError.class)
  record Width257(@Dense(257) @Relu Layer hidden, @Dense(257) Layer output) {}

  /// Width 512.
  @Network(input = 512, loss = MeanSquaredError.class)
  record Width512(@Dense(512) @Relu Layer hidden, @Dense(512) Layer output) {}

  /// Width 1000.
  @Network(input = 1000, loss = MeanSquaredError.class)
  record Width1000(@Dense(1000) @Relu Layer hidden, @Dense(1000) Layer output) {}
}
