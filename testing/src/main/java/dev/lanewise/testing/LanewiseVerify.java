package dev.lanewise.testing;

import dev.lanewise.Model;
import dev.lanewise.verify.Check;
import dev.lanewise.verify.VerifyOptions;
import java.net.URI;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/// Tests that a generated model computes what its record declares.
///
/// ```java
/// @TestFactory
/// Stream<DynamicNode> twoLayerNetIsRight() {
///   return LanewiseVerify.of(TwoLayerNetModel::create);
/// }
/// ```
///
/// For each seed there is a container, and in it a test for each check of [Model#verify(VerifyOptions)]; a check that
/// had nothing to compare is skipped with its reason.
public final class LanewiseVerify {
  private static final long[] SEEDS = {1, 2, 3};

  private LanewiseVerify() {}

  /// Tests a model with the weights of three seeds.
  ///
  /// @param create makes the model from a seed: `TwoLayerNetModel::create`
  public static Stream<DynamicNode> of(LongFunction<? extends Model> create) {
    return of(create, VerifyOptions.DEFAULT, SEEDS);
  }

  /// Tests a model with the weights of given seeds.
  ///
  /// @param create makes the model from a seed; it may load trained weights and ignore the seed
  /// @param options what to check with; each seed takes the place of the options' own
  /// @throws IllegalArgumentException if there is no seed
  public static Stream<DynamicNode> of(
      LongFunction<? extends Model> create, VerifyOptions options, long... seeds) {
    if (seeds.length == 0) {
      throw new IllegalArgumentException("there must be at least one seed");
    }
    return Arrays.stream(seeds).mapToObj(seed -> {
      // Computed when the container is run, so that each seed is reported as it is done.
      Stream<DynamicNode> tests = Stream.of(seed).flatMap(one -> tests(create.apply(one), options.seed(one)));
      return DynamicContainer.dynamicContainer("seed " + seed, tests);
    });
  }

  private static Stream<DynamicNode> tests(Model model, VerifyOptions options) {
    URI source = URI.create("class:" + model.getClass().getName());
    return model.verify(options).checks().stream()
        .map(check -> DynamicTest.dynamicTest(check.name(), source, () -> run(model, options, check)));
  }

  private static void run(Model model, VerifyOptions options, Check check) {
    switch (check.outcome()) {
      case OK -> { }
      case FAILED -> Assertions.fail(model.name() + ", seed " + options.seed() + ": " + check);
      case NOT_CHECKED -> Assumptions.abort(check.note());
    }
  }
}
