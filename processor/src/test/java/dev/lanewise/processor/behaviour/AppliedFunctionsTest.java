package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Activations written as Java methods, applied by a row: from the body to a model that has learned.
class AppliedFunctionsTest {
  private static final String FUNCTIONS = """
      package functions;
      import dev.lanewise.Activation;
      import dev.lanewise.Learnt;
      public final class Functions {
        @Activation
        public static final class Elu {
          public static float of(float in, float alpha) {
            if (in > 0) {
              return in;
            }
            return (float) (alpha * Math.expm1(in));
          }
        }
        @Activation
        public static final class Swish {
          public static float of(float z, float scale, @Learnt(1.5) float beta) {
            double gate = 1 / (1 + Math.exp(-beta * z));
            return (float) (scale * z * gate);
          }
        }
      }
      """;

  private static final GeneratedModels MODELS = GeneratedModels.compile(Map.of(
      "functions.Functions", FUNCTIONS,
      "Fixed", network("Fixed", "@Dense(6) @Apply(value = Functions.Elu.class, args = 0.5) Layer hidden"),
      "Learning", network("Learning", "@L1(1e-3) @L2(0.01) @Dense(6)"
          + " @Apply(value = Functions.Swish.class, args = 1.25, per = Per.UNIT)"
          + " @PRelu Layer hidden")));

  private static String network(String name, String hidden) {
    return GeneratedModels.IMPORTS + "import functions.Functions;\n"
        + "@Network(input = 3, loss = MeanSquaredError.class)\n"
        + "public record " + name + "(" + hidden + ", @Dense(2) Layer outputs) {}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fixed", "Learning"})
  void verifiesItselfAndLearns(String name) {
    Model model = MODELS.create(name, 1);
    assertTrue(model.verify().isOk(), () -> model.verify().toString());
    MiniBatch batch = Batches.random(model, 16, false, 2);
    Workspace workspace = model.workspace(16);
    float before = model.loss(batch, null, workspace);
    for (int step = 0; step < 200; step++) {
      model.trainStep(batch, 0.05f, workspace);
    }
    float after = model.loss(batch, null, workspace);
    assertTrue(after < 0.8f * before, () -> "the loss went from " + before + " to " + after);
    assertTrue(model.verify().isOk(), () -> model.verify().toString());
  }

  @Test
  void argumentsAreConstantsAndLearntParametersStartWhereTheySay() {
    Model fixed = MODELS.create("Fixed", 1);
    assertEquals(4, fixed.layout().slots().size());
    Model learning = MODELS.create("Learning", 1);
    assertEquals(6, learning.parameter("hidden.beta").length);
    assertEquals(1.5f, learning.parameter("hidden.beta")[5]);
    assertEquals(0.25f, learning.parameter("hidden.slope")[0]);
    MiniBatch batch = Batches.random(learning, 16, false, 3);
    learning.trainStep(batch, 0.05f, learning.workspace(16));
    assertNotEquals(1.5f, learning.parameter("hidden.beta")[5]);
    assertNotEquals(0.25f, learning.parameter("hidden.slope")[0]);
  }
}
