package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.MiniBatch;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.DatasetException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 700})
  void agreesWithOneLargeMiniBatch(int samples) {
    LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
    Dataset data = Clusters.labelled(samples, 6, 3, 2);
    MiniBatch all = data.miniBatch(samples);
    data.gather(0, samples, all);
    float[] outputs = new float[samples * 3];
    float loss = model.loss(all, outputs, model.workspace(samples));
    int right = 0;
    for (int i = 0; i < samples; i++) {
      right += Hits.largest(outputs, 3 * i, 3) == data.label(i) ? 1 : 0;
    }
    Evaluation evaluation = Evaluation.of(model, data);
    assertEquals(loss, evaluation.loss(), 1e-6);
    assertEquals((double) right / samples, evaluation.accuracy());
    assertEquals(samples, evaluation.samples());
  }

  @Test
  void countsSamplesByTheirWeightAcrossMiniBatches() {
    LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
    Dataset data = Clusters.labelled(600, 6, 3, 2);
    float[] weights = new float[600];
    int[] last = new int[88];
    for (int i = 0; i < last.length; i++) {
      last[i] = 512 + i;
      weights[512 + i] = 3; // the first two mini-batches count for nothing
    }
    Evaluation expected = Evaluation.of(model, data.subset(last));
    Evaluation weighted = Evaluation.of(model, data.weights(weights));
    assertEquals(expected.loss(), weighted.loss(), 1e-6);
    assertEquals(expected.accuracy(), weighted.accuracy(), 1e-12);
  }

  @Test
  void theFirstOfSeveralLargestOutputsIsTheAnswer() {
    assertEquals(1, Hits.largest(new float[] {9, 0, 2, 2, 1}, 1, 4));
    assertEquals(0, Hits.largest(new float[] {-1, -1, -1}, 0, 3));
    assertEquals(0, Hits.largest(new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY}, 0, 2));
  }

  @Test
  void anOutputThatIsNotANumberIsWrong() {
    assertEquals(-1, Hits.largest(new float[] {Float.NaN, 1}, 0, 2));
    assertEquals(-1, Hits.largest(new float[] {1, Float.NaN}, 0, 2));
    MiniBatch batch = Dataset.of(new float[1], 1).targets(new float[] {0, 0}, 2).miniBatch(1);
    batch.setSize(1);
    assertEquals(0, Hits.LARGEST_TARGET.of(batch, 0, new float[] {Float.NaN, 1}, 2));
    assertEquals(0.5, Hits.SIDES.of(batch, 0, new float[] {Float.NaN, -1}, 2));
  }

  @Test
  void distributionsAreRightWhereTheirLargestIs() {
    Dataset data = Dataset.of(new float[] {2, 1, 1, 2}, 2).targets(new float[] {0.6f, 0.4f, 0.9f, 0.1f}, 2);
    assertEquals(0.5, Evaluation.of(identity(Head.DISTRIBUTIONS), data).accuracy());
  }

  @Test
  void probabilitiesAreRightOneByOne() {
    Dataset data = Dataset.of(new float[] {2, -1, 0, 2}, 2).targets(new float[] {1, 0, 1, 1}, 2);
    assertEquals(0.75, Evaluation.of(identity(Head.PROBABILITIES), data).accuracy());
  }

  @Test
  void regressionHasNoAccuracy() {
    Dataset data = Dataset.of(new float[] {2, -1}, 2).targets(new float[] {1, 0}, 2);
    Evaluation evaluation = Evaluation.of(identity(Head.SQUARES), data);
    assertEquals(OptionalDouble.empty(), evaluation.accuracyIfAny());
    assertEquals("loss 1.0000", evaluation.toString());
  }

  @Test
  void refusesADataSetThatDoesNotFitOrIsEmpty() {
    LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
    assertThrows(DatasetException.class, () -> Evaluation.of(model, Clusters.labelled(10, 5, 3, 2)));
    Exception thrown =
        assertThrows(DatasetException.class, () -> Evaluation.of(model, Clusters.labelled(0, 6, 3, 2)));
    assertTrue(thrown.getMessage().contains("no samples"), thrown.getMessage());
  }

  private static LinearModel identity(Head head) {
    LinearModel model = LinearModel.create(head, 2, 2, 1);
    model.setParameter("linear.weight", new float[] {1, 0, 0, 1});
    return model;
  }
}
