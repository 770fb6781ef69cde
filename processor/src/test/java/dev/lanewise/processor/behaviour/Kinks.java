package dev.lanewise.processor.behaviour;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Tensor;
import dev.lanewise.reference.ReferenceBuilder;
import dev.lanewise.reference.ReferenceNetwork;
import java.util.Arrays;

/// Keeps samples away from where a derivative jumps.
///
/// There a rounding error decides which of two derivatives counts, and neither is wrong. So a mini-batch is drawn again
/// if a row with a kinked activation gets an argument that near. An activation that stands behind another in its row
/// has its kink where the other is 0: at argument 0 as well, or where the other fades to 0 together with its
/// derivative, so that the jump does not count.
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
      ReferenceBuilder dense = ReferenceNetwork.builder(values.columns()).row("dense");
      float[] weight = model.parameter(row.name() + ".weight");
      values = (row.bias()
          ? dense.dense(row.units(), weight, model.parameter(row.name() + ".bias"))
          : dense.dense(row.units(), weight)).build().outputs(values);
      if (row.activations().stream().anyMatch(RandomNetwork.Activation::kinked) && isNearZero(values.values())) {
        return true;
      }
      for (RandomNetwork.Activation activation : row.activations()) {
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
