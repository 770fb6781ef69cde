package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Model;
import dev.lanewise.verify.Verification;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks whose activations and losses call the methods of [Math] in bodies of Java.
class MathMethodsTest {
  private static GeneratedModels models;

  @BeforeAll
  static void compile() {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("Waves", network("Waves", "return (float) (Math.sin(x) * Math.pow(x * x + 1, 0.3)"
        + " + Math.atan(x) * Math.cos(x) + Math.tan(x / 8));"));
    sources.put("Hyperbolic", network("Hyperbolic", "return (float) (Math.sinh(x / 4) + 0.1 * Math.cosh(x / 4)"
        + " + Math.cbrt(x * x + 1) + Math.log10(x * x + 1) + Math.toRadians(x) + Math.toDegrees(x) / 60);"));
    sources.put("Arcs", network("Arcs", "float small = (float) Math.tanh(x) * 0.9f;"
        + " return (float) (Math.asin(small) + 0.5 * Math.acos(small * 0.5) + Math.fma(x, 0.5, 1));"));
    sources.put("Steps", network("Steps", "return x + 0.1f * (float) (Math.floor(x) + Math.ceil(x) + Math.rint(2 * x)"
        + " + Math.round(x) + Math.signum(x)) + 0.5f * Math.clamp(x, -1f, 1f) + 0.1f * (int) (3 * x);"));
    sources.put("Extremes", network("Extremes", "return Math.max(Math.min(x, 2), -1) + 0.1f * Math.abs(x)"
        + " + (float) Math.expm1(0.1 * x) + (float) Math.log1p(x * x) + (float) Math.sqrt(x * x + 1);"));
    models = GeneratedModels.compile(sources);
  }

  /// The body in a hidden row, in the last row, and as the loss of a difference.
  private static String network(String name, String body) {
    return GeneratedModels.IMPORTS + """
        @Network(input = 4)
        public record %s(
            @Dense(19) @Apply(%s.Own.class) Layer first, @Dense(5) @Apply(%s.Own.class) Layer last) {
          @Activation static final class Own {
            static float of(float x) { %s }
          }
          @Loss static float squared(float prediction, float target) {
            float value = Own.of(prediction - target);
            return value * value + (prediction - target) * (prediction - target);
          }
        }
        """.formatted(name, name, name, body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Waves", "Hyperbolic", "Arcs", "Steps", "Extremes"})
  void networksVerifyThemselves(String name) {
    Model model = models.create(name, 2);
    Verification verification = model.verify();
    assertTrue(verification.isOk(), verification::toString);
  }
}
