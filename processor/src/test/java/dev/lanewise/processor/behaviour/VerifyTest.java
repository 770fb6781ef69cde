package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Model;
import dev.lanewise.verify.Check;
import dev.lanewise.verify.Check.Outcome;
import dev.lanewise.verify.Verification;
import dev.lanewise.verify.VerifyOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is generated passes its own checks. That mistakes fail them is for [MutationTest] to show.
class VerifyTest {
  private static final VerifyOptions OPTIONS = new VerifyOptions(1, List.of(2, 7), 3);
  private static final int NETWORKS = 6;
  /// The reference in double precision is slow.
  private static final int MOST_PARAMETERS = 12_000;

  @ParameterizedTest
  @MethodSource("networks")
  void randomNetworksComputeWhatTheirRecordsDeclare(RandomNetwork network) {
    Verification verification = RandomNetworks.create(network).verify(OPTIONS.seed(network.seed()));
    assertTrue(verification.isOk(), () -> network + "\n" + verification);
    assertEquals(List.of(), notChecked(verification).filter(name -> !name.equals("gradient: padding is 0")).toList(),
        () -> network + "\n" + verification);
  }

  static Stream<RandomNetwork> networks() {
    return RandomNetworks.SOME.stream()
        .filter(network -> RandomNetworks.create(network).parameters().length <= MOST_PARAMETERS).limit(NETWORKS);
  }

  @Test
  void aSnapshotIsVerifiedAsItsModelIs() {
    Model model = RandomNetworks.create(networks().findFirst().orElseThrow());
    Model snapshot = model.snapshot();
    Verification verification = snapshot.verify(OPTIONS);
    assertEquals(model.verify(OPTIONS).toString(), verification.toString());
    assertTrue(verification.isOk(), verification::toString);
  }

  /// With positions, fixed elements, targets of another width than the outputs, kinks, and several terms.
  @ParameterizedTest
  @MethodSource("losses")
  void rowWiseLossesComputeWhatTheirFormulasSay(RowLoss loss) {
    Verification verification = Models.COMPILED.create(loss.name(), 1).verify(OPTIONS);
    assertTrue(verification.isOk(), () -> loss + "\n" + verification);
    assertEquals(List.of(), notChecked(verification).filter(name -> !name.equals("gradient: padding is 0")).toList(),
        () -> loss + "\n" + verification);
  }

  static List<RowLoss> losses() {
    return Models.LOSSES;
  }

  @Test
  void withoutALossOnlyTheForwardPassIsChecked() {
    Verification verification = Models.COMPILED.create("NoLoss", 1).verify(OPTIONS);
    assertTrue(verification.isOk(), verification::toString);
    assertEquals(
        List.of("outputs: against the reference", "predictions: against the reference",
            "outputs: the same bits for a sample alone", "predictions: the same bits for a sample alone",
            "outputs: the same bits with 1, 2 and 3 threads", "parameters: untouched by all of this"),
        verification.checks().stream().map(Check::name).toList());
    assertEquals(List.of(), notChecked(verification).toList());
  }

  @Test
  void whatIsNotFiniteIsNotCheckedAndNotCalledWrong() {
    Model model = RandomNetworks.create(networks().findFirst().orElseThrow());
    model.update(parameters -> Arrays.fill(parameters, Float.NaN));
    Verification verification = model.verify(OPTIONS);
    assertTrue(notChecked(verification).toList().contains("outputs: against the reference"), verification::toString);
    assertTrue(notChecked(verification).toList().contains("loss: against the reference"), verification::toString);
  }

  private static Stream<String> notChecked(Verification verification) {
    return verification.checks().stream()
        .filter(check -> check.outcome() == Outcome.NOT_CHECKED).map(Check::name);
  }

  /// Compiled when first asked for.
  private static final class Models {
    static final List<RowLoss> LOSSES = RowLoss.ALL.stream()
        .filter(loss -> Set.of("PairwiseHinge", "GaussianNll", "Pooled", "Weighed", "LabelsAndPenalty")
            .contains(loss.name()))
        .toList();
    static final GeneratedModels COMPILED = compile();

    private static GeneratedModels compile() {
      Map<String, String> sources = new LinkedHashMap<>();
      sources.put("NoLoss", GeneratedModels.IMPORTS
          + "@Network(input = 3) public record NoLoss(@Dense(5) @Tanh Layer hidden, @Dense(2) Layer last) {}\n");
      LOSSES.forEach(loss -> sources.put(loss.name(), loss.source()));
      return GeneratedModels.compile(sources);
    }
  }
}
