package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Link;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Losses of several terms, targets of a width of their own, and parameters with which the loss does not change.
class LossTermsTest {
  private static GeneratedModels models;

  @BeforeAll
  static void compile() {
    models = GeneratedModels.compile(Map.of(
        "Terms", GeneratedModels.IMPORTS + """
            @Network(input = 2, loss = {SoftmaxCrossEntropy.class, Squares.class})
            record Terms(@Dense(3) Layer logits) {}
            @Loss(reduction = Reduction.SUM_OUTPUTS) @dev.lanewise.formula.Formula("prediction * prediction")
            class Squares {}
            """,
        "Forecast", GeneratedModels.IMPORTS + """
            @Network(input = 2, loss = FirstTarget.class, targets = 2)
            record Forecast(@Dense(1) Layer targets) {}
            @Loss @dev.lanewise.formula.Formula("(outputs[0] - targets[1]) * (outputs[0] - targets[1])")
            class FirstTarget {}
            """,
        "Dead", GeneratedModels.IMPORTS + """
            @Network(input = 2, loss = MeanSquaredError.class)
            record Dead(@Dense(3) @Positive @NotPositive Layer hidden, @Dense(1) Layer result) {}
            @Activation @dev.lanewise.formula.Formula("where(x > 0, x, 0)") @interface Positive {}
            @Activation @dev.lanewise.formula.Formula("where(!(x > 0), x, 0)") @interface NotPositive {}
            """));
  }

  @Test
  void theTermsAreAddedAndNamed() {
    Model model = models.create("Terms", 1);
    assertEquals(TargetKind.LABELS, model.targetKind());
    assertEquals(Link.SOFTMAX, model.link());
    assertTrue(model.summary().contains("SoftmaxCrossEntropy + Squares"), model::summary);
    MiniBatch batch = new MiniBatch(1, 2, TargetKind.LABELS, 0, false);
    batch.setSize(1);
    batch.samples()[0] = 1;
    batch.labels()[0] = 2;
    float[] outputs = model.outputs(batch.samples());
    double exponentials = 0;
    double squares = 0;
    for (float output : outputs) {
      exponentials += Math.exp(output);
      squares += output * output;
    }
    assertEquals(Math.log(exponentials) - outputs[2] + squares, model.loss(batch, null, model.workspace(1)), 1e-6);
    assertEquals(Math.log(exponentials) - outputs[2] + squares, model.referenceNetwork().loss(batch), 1e-6);
  }

  @Test
  void targetsMayBeWiderThanTheOutputs() {
    Model model = models.create("Forecast", 1);
    assertEquals(2, model.targetWidth());
    assertEquals(1, model.outputWidth());
    assertTrue(model.summary().contains("[batch, 2]\nloss"), model::summary);
    MiniBatch batch = new MiniBatch(2, 2, TargetKind.TARGETS, 2, false);
    batch.setSize(2);
    System.arraycopy(new float[] {9, 3, 9, 5}, 0, batch.targets(), 0, 4);
    assertEquals((9 + 25) / 2f, model.loss(batch, null, model.workspace(2)), 1e-5f);
    MiniBatch narrow = new MiniBatch(2, 2, TargetKind.TARGETS, 1, false);
    narrow.setSize(2);
    var thrown = assertThrows(IllegalArgumentException.class, () -> model.loss(narrow, null, model.workspace(2)));
    assertEquals("the targets of the mini-batch holds 2 numbers; 2 rows of 2 need 4", thrown.getMessage());
  }

  @Test
  void whatTheLossDoesNotChangeWithGetsTheGradientZero() {
    Model model = models.create("Dead", 1);
    MiniBatch batch = Batches.random(model, 3, false, 1);
    float[] gradient = new float[model.layout().length()];
    Arrays.fill(gradient, Float.NaN);
    model.lossAndGradient(batch, gradient, model.workspace(3));
    assertArrayEquals(new float[6], model.layout().slot("hidden.weight").read(gradient), 0f);
    assertArrayEquals(new float[3], model.layout().slot("hidden.bias").read(gradient), 0f);
    float[] before = model.parameter("hidden.weight");
    float[] bias = model.parameter("result.bias");
    model.trainStep(batch, 0.1f, model.workspace(3));
    assertArrayEquals(before, model.parameter("hidden.weight"));
    assertTrue(bias[0] != model.parameter("result.bias")[0]);
  }
}
