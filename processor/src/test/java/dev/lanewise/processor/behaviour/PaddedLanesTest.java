package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.verify.Check;
import dev.lanewise.verify.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions that are infinite, infinitely steep or NaN at 0, where the padding of every row is: neither what is
/// computed nor the padding of gradients and parameters is touched by it.
@Tag("vector-width")
class PaddedLanesTest {
  private static final int SAMPLES = 7;
  /// One lane, some, and one more than a full vector.
  private static final int[] WIDTHS = {1, 7, 17};

  private static final List<String> ACTIVATIONS = List.of(
      "sign(x) * sqrt(abs(x))", "log(abs(x))", "1 / x", "pow(abs(x), -1.5)", "x * log(abs(x))");
  private static final List<String> LOSSES_OF_AN_OUTPUT = List.of(
      "log(abs(prediction)) * target", "target / prediction", "pow(abs(prediction - target), 0.5)");
  private static final List<String> LOSSES_OF_A_ROW = List.of(
      "sum(log(abs(outputs))) - outputs[label]", "sum(targets / outputs)",
      "sum(abs(targets) * log(abs(targets))) - sum(targets * sqrt(abs(outputs)))");

  private static GeneratedModels models;

  static Stream<String> networks() {
    return sources().keySet().stream().filter(name -> !name.startsWith("Own"));
  }

  private static Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < ACTIVATIONS.size(); i++) {
      sources.put("Own" + i, "import dev.lanewise.Activation; import java.lang.annotation.*;\n"
          + "@Activation @dev.lanewise.formula.Formula(\"" + ACTIVATIONS.get(i) + "\")"
          + " @Retention(RetentionPolicy.CLASS) @Target(ElementType.RECORD_COMPONENT) public @interface Own" + i + " {}");
      sources.put("Activation" + i, GeneratedModels.IMPORTS + """
          @Network(input = 3, loss = MeanSquaredError.class)
          public record Activation%d(
              @Dense(%d) @Own%d Layer first, @Dense(%d) @Tanh Layer second, @Dense(%d) @Own%d Layer last) {}
          """.formatted(i, width(i), i, width(i + 1), width(i + 2), i));
    }
    List<String> losses = Stream.concat(LOSSES_OF_AN_OUTPUT.stream(), LOSSES_OF_A_ROW.stream()).toList();
    for (int i = 0; i < losses.size(); i++) {
      String name = "Loss" + i;
      sources.put(name, GeneratedModels.IMPORTS + """
          @Network(input = 3, loss = %s.Own.class)
          public record %s(@Dense(5) @Tanh Layer first, @Dense(%d) Layer last) {
            @Loss @dev.lanewise.formula.Formula("%s") static final class Own {}
          }
          """.formatted(name, name, Math.max(2, width(i)), losses.get(i)));
    }
    return sources;
  }

  private static int width(int index) {
    return WIDTHS[index % WIDTHS.length];
  }

  @BeforeAll
  static void compile() {
    models = GeneratedModels.compile(sources());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void paddingPoisonsNothing(String name) {
    Model model = models.create(name, 3);
    assertRight(model);
    Workspace workspace = model.workspace(SAMPLES);
    for (int step = 0; step < 2; step++) {
      MiniBatch batch = Batches.random(model, SAMPLES, false, step);
      assertTrue(Float.isFinite(model.trainStep(batch, 1e-4f, workspace)), "loss of step " + step);
    }
    for (float parameter : model.parameters()) {
      assertTrue(Float.isFinite(parameter), "a parameter or its padding is " + parameter);
    }
    assertRight(model);
  }

  private static void assertRight(Model model) {
    Verification verification = model.verify();
    assertTrue(verification.isOk(), verification::toString);
    assertFalse(verification.checks().stream()
        .anyMatch(check -> check.name().contains("padding") && check.outcome() != Check.Outcome.OK),
        verification::toString);
  }
}
