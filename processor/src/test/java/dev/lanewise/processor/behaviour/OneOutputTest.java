package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.verify.Check;
import dev.lanewise.verify.Check.Outcome;
import dev.lanewise.verify.Verification;
import dev.lanewise.verify.VerifyOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Losses of one output are computed for as many samples at once as a vector has lanes.
@Tag("vector-width")
class OneOutputTest {
  /// A network for every loss of elements, one whose last row has an activation, and one with a loss of its own that
  /// takes a maximum and a logarithm of what is summed.
  static final Map<String, String> NETWORKS = networks();

  private static final VerifyOptions OPTIONS = new VerifyOptions(1, List.of(1, 3, 4, 15, 16, 17, 33), 3);

  private static Map<String, String> networks() {
    Map<String, String> networks = new LinkedHashMap<>();
    for (String loss : List.of("MeanSquaredError", "MeanAbsoluteError", "SumOfSquares", "Huber",
        "BinaryCrossEntropyWithLogits")) {
      add(networks, "One" + loss, loss, "@Dense(1) Layer prediction", "");
    }
    add(networks, "OneSigmoid", "MeanSquaredError", "@Dense(1) @Sigmoid Layer probability", "");
    add(networks, "OneOwn", "OneOwn.Own", "@Dense(1) Layer prediction", """
          @Loss @dev.lanewise.formula.Formula(
              "log(1 + sum((outputs - targets) * (outputs - targets))) + 0.1 * rowMax(outputs * outputs)")
          static final class Own {}
        """);
    return networks;
  }

  private static void add(Map<String, String> networks, String name, String loss, String last, String body) {
    networks.put(name, GeneratedModels.IMPORTS + "@Network(input = 9, loss = " + loss + ".class)\npublic record " + name
        + "(@Dense(7) @Tanh Layer hidden, " + last + ") {\n" + body + "}\n");
  }

  @Test
  void everyNumberOfSamplesAgreesWithTheReference() {
    GeneratedModels models = GeneratedModels.compile(NETWORKS);
    for (String name : NETWORKS.keySet()) {
      Verification verification = models.create(name, 1).verify(OPTIONS);
      assertEquals(List.of(), verification.checks().stream()
          .filter(check -> check.outcome() != Outcome.OK).map(Check::name).toList(), () -> name + verification);
    }
  }
}
