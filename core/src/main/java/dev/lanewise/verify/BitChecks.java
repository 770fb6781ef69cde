package dev.lanewise.verify;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import dev.lanewise.runtime.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// What must be the same bits, however it is computed.
final class BitChecks {
  /// Each of three threads has a share of so many samples.
  private static final int SAMPLES_FOR_THREADS = 40;
  private static final int MOST_THREADS = 3;
  private static final float LEARNING_RATE = 0.05f;

  private final Model model;
  private final List<Expected> batches;

  /// @param batches the largest first
  BitChecks(Model model, List<Expected> batches) {
    this.model = model;
    this.batches = batches;
  }

  List<Check> ofPredictions() {
    Worst outputs = new Worst();
    Worst predictions = new Worst();
    int inputs = model.inputWidth();
    for (Expected expected : batches) {
      float[] samples = expected.batch().samples();
      float[] allOutputs = model.outputs(samples);
      float[] allPredictions = model.predict(samples);
      for (int sample = 0; sample < expected.batch().size(); sample++) {
        float[] one = Arrays.copyOfRange(samples, sample * inputs, (sample + 1) * inputs);
        compareRow(outputs, expected, sample, allOutputs, model.outputs(one));
        compareRow(predictions, expected, sample, allPredictions, model.predict(one));
      }
    }
    String name = ": the same bits for a sample alone";
    String meaning = Meanings.bits("what is said of a sample depends on the samples beside it");
    return List.of(
        outputs.check("outputs" + name, "", meaning), predictions.check("predictions" + name, "", meaning));
  }

  private void compareRow(Worst worst, Expected expected, int sample, float[] all, float[] alone) {
    for (int i = 0; i < alone.length; i++) {
      int at = sample * alone.length + i;
      worst.compareBits(all[at], alone[i], () -> expected.placeOfOutput(at));
    }
  }

  List<Check> ofSteps() {
    Worst used = new Worst();
    Worst step = new Worst();
    Worst loss = new Worst();
    Workspace shared = model.workspace(batches.getFirst().batch().size());
    for (Expected expected : batches) {
      MiniBatch batch = expected.batch();
      float[] gradient = new float[model.layout().length()];
      float[] usedGradient = gradient.clone();
      Workspace fresh = model.workspace(batch.size());
      float expectedLoss = model.lossAndGradient(batch, gradient, fresh);
      model.lossAndGradient(batch, usedGradient, shared);
      compareAll(used, gradient, usedGradient, expected::toString);
      Model stepped = model.copy();
      loss.compareBits(expectedLoss, stepped.trainStep(batch, LEARNING_RATE, shared), expected::toString);
      if (Float.isFinite(expectedLoss)) {
        compareAll(step, updated(gradient), stepped.parameters(), expected::toString);
      }
    }
    return List.of(
        used.check("gradient: the same bits in a used workspace", "",
            Meanings.bits("the gradient depends on what an earlier mini-batch has left behind")),
        loss.check("step: the same bits as the loss before it", "",
            Meanings.bits("trainStep computes another loss than lossAndGradient")),
        step.check("step: the same bits as gradient and fma", "",
            Meanings.bits("trainStep moves parameters otherwise than lossAndGradient and Sgd would")));
  }

  private float[] updated(float[] gradient) {
    float[] parameters = model.parameters().clone();
    for (ParameterSlot slot : model.layout().slots()) {
      float learningRate = LEARNING_RATE * slot.learningRateScale();
      for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
        parameters[i] = Math.fma(gradient[i], -learningRate, parameters[i]);
      }
    }
    return parameters;
  }

  List<Check> ofThreads(boolean hasLoss) {
    MiniBatch batch = batches.getFirst().batch();
    MiniBatch large = repeated(batch);
    float[] expectedOutputs = outputs(large, Workers.callerOnly());
    float[] expectedParameters = hasLoss ? stepped(large, Workers.callerOnly()) : new float[0];
    Worst outputs = new Worst();
    Worst steps = new Worst();
    for (int threads = 1; threads <= MOST_THREADS; threads++) {
      String team = threads + (threads == 1 ? " thread" : " threads");
      try (Workers workers = Workers.sharingAll(threads)) {
        compareAll(outputs, expectedOutputs, outputs(large, workers), () -> team);
        if (hasLoss) {
          compareAll(steps, expectedParameters, stepped(large, workers), () -> team);
        }
      }
    }
    String name = ": the same bits with 1, 2 and 3 threads";
    String meaning = Meanings.bits("the result depends on how many threads share the work");
    Check ofOutputs = outputs.check("outputs" + name, "", meaning);
    return hasLoss ? List.of(ofOutputs, steps.check("step" + name, "", meaning)) : List.of(ofOutputs);
  }

  /// A mini-batch large enough for several threads: the samples of another one, over and over.
  private MiniBatch repeated(MiniBatch batch) {
    int size = Math.max(SAMPLES_FOR_THREADS, batch.size());
    int targetWidth = batch.targets() == null ? 1 : batch.targets().length / batch.capacity();
    MiniBatch large =
        new MiniBatch(size, model.inputWidth(), model.targetKind(), targetWidth, batch.weights() != null);
    large.setSize(size);
    large.setNoiseSeed(batch.noiseSeed());
    for (int sample = 0; sample < size; sample++) {
      batch.copySample(sample % batch.size(), large, sample);
    }
    return large;
  }

  private float[] outputs(MiniBatch batch, Workers workers) {
    float[] into = new float[batch.size() * model.outputWidth()];
    model.outputs(batch.samples(), batch.size(), into, model.workspace(batch.size(), workers));
    return into;
  }

  private float[] stepped(MiniBatch batch, Workers workers) {
    Model copy = model.copy();
    copy.trainStep(batch, LEARNING_RATE, copy.workspace(batch.size(), workers));
    return copy.parameters();
  }

  Check ofParameters(float[] before) {
    Worst worst = new Worst();
    compareAll(worst, before, model.parameters(), () -> "");
    return worst.check("parameters: untouched by all of this", "",
        Meanings.bits("predictions, losses or gradients have changed the parameters"));
  }

  private static void compareAll(Worst worst, float[] expected, float[] actual, Supplier<String> where) {
    for (int i = 0; i < expected.length; i++) {
      int at = i;
      worst.compareBits(expected[i], actual[i], () -> where.get() + ", number " + at);
    }
  }
}
