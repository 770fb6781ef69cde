package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.Link;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Predictions do not depend on how samples are grouped, and weights of samples count as they say.
@Tag("vector-width")
class PredictionTest {
  private static final int SAMPLES = 29;

  @ParameterizedTest
  @MethodSource("networks")
  void groupingSamplesDoesNotChangeBits(RandomNetwork network) {
    Model model = RandomNetworks.create(network);
    float[] samples = Batches.random(model, SAMPLES, false, network.seed()).samples();
    float[] expected = model.predict(samples);
    for (int capacity : new int[] {1, 5, 12, 64}) {
      float[] actual = new float[expected.length];
      model.predict(samples, SAMPLES, actual, model.workspace(capacity));
      assertArrayEquals(expected, actual, () -> "capacity " + capacity + ", " + network);
    }
    for (int i = 0; i < SAMPLES; i++) {
      float[] sample = Arrays.copyOfRange(samples, i * model.inputWidth(), (i + 1) * model.inputWidth());
      float[] row = Arrays.copyOfRange(expected, i * model.outputWidth(), (i + 1) * model.outputWidth());
      assertArrayEquals(row, model.predict(sample), network::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void predictionsAreTheOutputsAfterTheLink(RandomNetwork network) {
    Model model = RandomNetworks.create(network);
    float[] samples = Batches.random(model, SAMPLES, false, network.seed()).samples();
    float[] outputs = model.outputs(samples);
    float[] predictions = model.predict(samples);
    if (model.link() == Link.IDENTITY) {
      assertArrayEquals(outputs, predictions);
      return;
    }
    int width = model.outputWidth();
    for (int row = 0; row < SAMPLES; row++) {
      double sum = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        sum += Math.exp(outputs[i]);
      }
      for (int i = row * width; i < (row + 1) * width; i++) {
        double expected = model.link() == Link.SOFTMAX ? Math.exp(outputs[i]) / sum : 1 / (1 + Math.exp(-outputs[i]));
        assertEquals(expected, predictions[i], 2e-6, network::toString);
      }
    }
  }

  @Test
  void noSampleGivesNoPrediction() {
    Model model = RandomNetworks.create(RandomNetworks.SOME.getFirst());
    assertEquals(0, model.predict(new float[0]).length);
    float[] untouched = {1, 2};
    model.predict(new float[0], 0, untouched, model.workspace(1));
    assertArrayEquals(new float[] {1, 2}, untouched);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aWeightOfTwoCountsASampleTwiceAndAWeightOfZeroNotAtAll(RandomNetwork network) {
    Model model = RandomNetworks.create(network);
    MiniBatch plain = Batches.random(model, 4, false, network.seed());
    MiniBatch weighted = Batches.random(model, 4, true, network.seed());
    MiniBatch repeated = Batches.random(model, 4, false, network.seed());
    for (MiniBatch batch : List.of(weighted, repeated)) {
      System.arraycopy(plain.samples(), 0, batch.samples(), 0, plain.samples().length);
      copyTargets(plain, batch);
    }
    // Sample 3 becomes sample 0 once more, or counts for nothing while sample 0 counts for two.
    IntStream.range(0, 4).forEach(i -> weighted.weights()[i] = new float[] {2, 1, 1, 0}[i]);
    System.arraycopy(plain.samples(), 0, repeated.samples(), 3 * model.inputWidth(), model.inputWidth());
    repeatTarget(model, repeated);
    float[] expected = new float[model.layout().length()];
    float[] actual = expected.clone();
    float loss = model.lossAndGradient(repeated, expected, model.workspace(4));
    assertEquals(loss, model.lossAndGradient(weighted, actual, model.workspace(4)), 1e-5 * Math.max(1, loss));
    double scale = IntStream.range(0, expected.length).mapToDouble(i -> Math.abs(expected[i])).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-5 * scale, network::toString);
    }
  }

  private static void copyTargets(MiniBatch from, MiniBatch to) {
    if (from.labels() != null) {
      System.arraycopy(from.labels(), 0, to.labels(), 0, from.labels().length);
    } else {
      System.arraycopy(from.targets(), 0, to.targets(), 0, from.targets().length);
    }
  }

  private static void repeatTarget(Model model, MiniBatch batch) {
    if (batch.labels() != null) {
      batch.labels()[3] = batch.labels()[0];
    } else {
      System.arraycopy(batch.targets(), 0, batch.targets(), 3 * model.outputWidth(), model.outputWidth());
    }
  }

  @Test
  void manyThreadsMayPredictAtOnce() throws Exception {
    Model model = RandomNetworks.create(RandomNetworks.SOME.get(5));
    float[] samples = Batches.random(model, SAMPLES, false, 1).samples();
    float[] expected = model.predict(samples);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<float[]>> results =
          IntStream.range(0, 40).mapToObj(i -> threads.submit(() -> model.predict(samples))).toList();
      for (Future<float[]> result : results) {
        assertArrayEquals(expected, result.get());
      }
    }
  }

  @Test
  void theSamplesOfAWeightlessMiniBatchChangeNothing() {
    Model model = RandomNetworks.create(RandomNetworks.SOME.getFirst());
    MiniBatch batch = Batches.random(model, 3, true, 1);
    Arrays.fill(batch.weights(), 0f);
    float[] before = model.parameters().clone();
    assertEquals(0f, model.trainStep(batch, 1f, model.workspace(3)));
    assertArrayEquals(before, model.parameters());
  }

  static Iterable<RandomNetwork> networks() {
    return RandomNetworks.SOME;
  }
}
