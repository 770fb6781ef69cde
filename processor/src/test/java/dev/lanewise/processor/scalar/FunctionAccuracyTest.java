package dev.lanewise.processor.scalar;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The functions of [FunctionTable] in single precision, as generated code computes them, against double precision.
class FunctionAccuracyTest {
  private static final Path PAGE = Path.of("../docs/functions-accuracy.md");
  private static final String HEADER = """
      | function | value, relative | value, to 1 | derivative, relative | derivative, to 1 |
      |---|---|---|---|---|
      """;
  /// What each function is measured to have, in the order of the table.
  private static List<Accuracy> measured;

  @Test
  void errorsStayWithinTheBoundsOfEachFunction() {
    Map<String, String> tooLarge = new TreeMap<>();
    for (int i = 0; i < measured.size(); i++) {
      PublishedFunction function = FunctionTable.all().get(i);
      Accuracy accuracy = measured.get(i);
      check(function.name(), "value", accuracy.value(), function.bounds().getFirst(), tooLarge);
      check(function.name(), "derivative", accuracy.derivative(), function.bounds().getLast(), tooLarge);
    }
    assertTrue(tooLarge.isEmpty(), tooLarge.toString());
  }

  /// The functions of the library give the same bits on every machine, so the page can be compared with what is
  /// measured. Run with `-Dlanewise.golden.update=true` to write it.
  @Test
  void thePageShowsWhatIsMeasured() throws IOException {
    StringBuilder table = new StringBuilder(HEADER);
    for (int i = 0; i < measured.size(); i++) {
      PublishedFunction function = FunctionTable.all().get(i);
      Accuracy accuracy = measured.get(i);
      table.append("| ").append(function.name()).append(row(accuracy.value())).append(row(accuracy.derivative()))
          .append(" |\n");
    }
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("lanewise.golden.update")) {
      int start = page.indexOf(HEADER);
      int end = page.indexOf("\n\n", start);
      Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end + 1));
    }
    assertTrue(Files.readString(PAGE).contains(table), () -> PAGE + " does not hold what is measured:\n" + table);
  }

  @BeforeAll
  static void measure() {
    float[] points = points();
    measured = FunctionTable.all().parallelStream().map(function -> function.measure(points)).toList();
  }

  private static void check(
      String name, String what, Accuracy.Worst worst, PublishedFunction.Bound bound, Map<String, String> tooLarge) {
    double error = bound.isRelative() ? worst.relative : worst.absolute;
    if (!(error <= bound.roundings())) {
      tooLarge.put(name + ", " + what, error + " roundings at "
          + (bound.isRelative() ? worst.relativeAt : worst.absoluteAt) + ", not " + bound.roundings());
    }
  }

  private static String row(Accuracy.Worst worst) {
    return " | " + error(worst.relative) + " | " + error(worst.absolute);
  }

  /// An error as a number; a relative one near 1 or above leaves no digit.
  private static String error(double roundings) {
    double error = roundings * 0x1p-24;
    return error == 0 ? "0" : error > 0.1 ? "lost" : String.format(Locale.ROOT, "%.1e", error).replace("e-0", "e-");
  }

  /// From 1e-30 to 1e4 in magnitude, closely from -16 to 16, and beside the kinks of common functions.
  private static float[] points() {
    List<Float> points = new ArrayList<>(List.of(0f, -0f));
    for (int i = -300; i <= 40; i++) {
      float magnitude = (float) StrictMath.pow(10, i / 10.0);
      points.add(magnitude);
      points.add(-magnitude);
    }
    for (int i = -1024; i <= 1024; i++) {
      points.add(i / 64f + i * 0x1p-20f);
    }
    for (float kink : new float[] {0.25f, 0.5f, 1, 1.5f, 2, 3, 4.685f, 10, 17.33f, 87.33f, 88.72f, 103.97f}) {
      for (float near : new float[] {kink, kink * 1.000002f, kink * 0.999998f, kink * 1.01f, kink * 0.99f}) {
        points.add(near);
        points.add(-near);
      }
    }
    float[] array = new float[points.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = points.get(i);
    }
    return array;
  }
}
