package dev.lanewise.processor.behaviour;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Tensor;
import dev.lanewise.reference.ReferenceNetwork;
import java.util.Arrays;

/// Keeps samples away from where a derivative jumps.
///
/// There a rounding error decides which of two derivatives counts, and neither is wrong. A sample whose argument of a
/// kinked function lies so near the kink is drawn again; one that an activation before it has put on the kink exactly
/// stays, for then both implementations are there.
final class Kinks {
  private static final int MOST_DRAWS = 50;

  private Kinks() {}

  /// A random mini-batch for a network.
  static MiniBatch avoidedBy(RandomNetwork network, Model model) {
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      MiniBatch batch = Batches.random(model, network.samples(), network.weighted(), 1000 * network.seed() + draw);
      if (!isNearAKink(network, model, batch)) {
        return batch;
      }
    }
    throw new AssertionError("every mini-batch comes too near a kink: choose another seed\n" + network);
  }

  private static boolean isNearAKink(RandomNetwork network, Model model, MiniBatch batch) {
    Tensor values = Tensor.of(batch.size(), model.inputWidth(), batch.samples());
    for (RandomNetwork.Row row : network.rows()) {
      ReferenceNetwork.Builder dense = ReferenceNetwork.builder(values.columns()).row("dense");
      float[] weight = model.parameter(row.name() + ".weight");
      values = (row.bias()
          ? dense.dense(row.units(), weight, model.parameter(row.name() + ".bias"))
          : dense.dense(row.units(), weight)).build().outputs(values);
      for (RandomNetwork.Activation activation : row.activations()) {
        if (activation.kinked() && isNearZero(values.values())) {
          return true;
        }
        values = ReferenceNetwork.builder(values.columns()).row("map").activation(activation.formula()).build()
            .outputs(values);
      }
    }
    return network.loss().equals("MeanAbsoluteError") && isNearZero(differences(values.values(), batch.targets()));
  }

  private static double[] differences(double[] outputs, float[] targets) {
    double[] differences = new double[outputs.length];
    Arrays.setAll(differences, i -> outputs[i] - targets[i]);
    return differences;
  }

  private static boolean isNearZero(double[] values) {
    double near = 0x1p-20 * Arrays.stream(values).map(Math::abs).max().orElse(0);
    return Arrays.stream(values).anyMatch(value -> value != 0 && Math.abs(value) < near);
  }
}
