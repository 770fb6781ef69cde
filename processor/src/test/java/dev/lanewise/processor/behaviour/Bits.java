package dev.lanewise.processor.behaviour;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.runtime.Workers;

/// All that a model computes, in one number.
final class Bits {
  private static final int STEPS = 3;

  private Bits() {}

  /// Prints the number for each model whose name, seed, samples and weighting are given: what a Java process with
  /// other options is started for.
  public static void main(String[] models) throws ReflectiveOperationException {
    for (String line : models) {
      String[] words = line.split(" ");
      Model model = (Model) Class.forName(words[0] + "Model").getMethod("create", long.class)
          .invoke(null, Long.parseLong(words[1]));
      System.out.println(of(model, Integer.parseInt(words[2]), Boolean.parseBoolean(words[3])));
    }
  }

  /// Outputs, predictions, loss and gradient, and the weights after some steps, alone and in a team of three.
  static String of(Model model, int samples, boolean weighted) {
    MiniBatch batch = Batches.random(model, samples, weighted, samples);
    StringBuilder text = new StringBuilder();
    try (Workers workers = Workers.sharingAll(3)) {
      for (Workspace workspace : new Workspace[] {model.workspace(samples), model.workspace(samples, workers)}) {
        float[] gradient = new float[model.layout().length()];
        add(text, model.lossAndGradient(batch, gradient, workspace));
        add(text, gradient);
        for (int step = 0; step < STEPS; step++) {
          add(text, model.trainStep(batch, 0.01f, workspace));
        }
        model.layout().slots().forEach(slot -> add(text, model.parameter(slot.name())));
      }
    }
    add(text, model.outputs(batch.samples()));
    add(text, model.predict(batch.samples()));
    return text.toString();
  }

  private static void add(StringBuilder text, float... values) {
    int hash = 1;
    for (float value : values) {
      // One pattern of bits stands for every NaN.
      hash = 31 * hash + Float.floatToIntBits(value);
    }
    text.append(' ').append(hash);
  }
}
