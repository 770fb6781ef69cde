package dev.lanewise.testing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Model;
import dev.lanewise.verify.Check;
import dev.lanewise.verify.Check.Outcome;
import dev.lanewise.verify.Verification;
import dev.lanewise.verify.VerifyOptions;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class LanewiseVerifyTest {
  private static final List<Check> CHECKS = List.of(
      new Check("outputs: against the reference", Outcome.OK, 1e-8, 1e-7, "batch of 2", ""),
      new Check("hidden.bias: gradient against the reference", Outcome.FAILED, 0.5, 1e-7, "batch of 5, [3]", "wrong"),
      new Check("loss: against the reference", Outcome.NOT_CHECKED, Double.NaN, Double.NaN, "", "not finite"));

  @Test
  void eachCheckIsATest() {
    List<DynamicTest> tests = tests(LanewiseVerify.of(LanewiseVerifyTest::model).toList().getFirst());
    assertEquals(CHECKS.stream().map(Check::name).toList(), tests.stream().map(DynamicTest::getDisplayName).toList());
    assertDoesNotThrow(tests.get(0).getExecutable());
    AssertionFailedError failure = assertThrows(AssertionFailedError.class, tests.get(1).getExecutable());
    assertEquals("Broken, seed 1: hidden.bias: gradient against the reference: 5.0e-01, limit 1.0e-07"
        + " at batch of 5, [3]; wrong", failure.getMessage());
    assertThrows(TestAbortedException.class, tests.get(2).getExecutable());
    assertTrue(tests.get(0).getTestSourceUri().orElseThrow().toString().startsWith("class:"));
  }

  @Test
  void eachSeedIsAContainerAndNothingIsComputedBeforeItRuns() {
    List<Long> made = new ArrayList<>();
    List<DynamicNode> seeds = LanewiseVerify.of(seed -> {
      made.add(seed);
      return model(seed);
    }, VerifyOptions.DEFAULT, 4, 9).toList();
    assertEquals(List.of("seed 4", "seed 9"), seeds.stream().map(DynamicNode::getDisplayName).toList());
    assertEquals(List.of(), made);
    tests(seeds.get(1));
    assertEquals(List.of(9L), made);
  }

  @Test
  void withoutASeedNothingWouldBeTested() {
    assertThrows(IllegalArgumentException.class,
        () -> LanewiseVerify.of(LanewiseVerifyTest::model, VerifyOptions.DEFAULT));
  }

  private static List<DynamicTest> tests(DynamicNode seed) {
    return ((DynamicContainer) seed).getChildren().map(DynamicTest.class::cast).toList();
  }

  /// A model that can say its name and verify itself.
  private static Model model(long seed) {
    return (Model) Proxy.newProxyInstance(LanewiseVerifyTest.class.getClassLoader(), new Class<?>[] {Model.class},
        (proxy, method, arguments) -> method.getName().equals("verify")
            ? new Verification("Broken", (VerifyOptions) arguments[0], CHECKS)
            : "Broken");
  }
}
