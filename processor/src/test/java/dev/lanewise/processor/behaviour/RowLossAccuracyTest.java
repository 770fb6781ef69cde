package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.reference.ReferenceGradient;
import dev.lanewise.reference.ReferenceNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Published losses of rows as generated code computes them, against the reference in double precision.
class RowLossAccuracyTest {
  private static final Path PAGE = Path.of("../docs/functions-accuracy.md");
  private static final String HEADER = """
      | loss of a row | value, to 1 | gradient, to its largest | gradient, to 1 |
      |---|---|---|---|
      """;
  private static final float[] SIZES = {0, 1e-6f, 1e-3f, 0.1f, 1, 3, 10, 30};
  private static final int ROWS_OF_A_SIZE = 40;

  /// The worst errors, in roundings of single precision.
  private record Worst(double value, double gradient, double gradientToOne) {}

  private static final Map<PublishedRowLoss, Worst> MEASURED = new LinkedHashMap<>();

  @BeforeAll
  static void measure() {
    Map<String, String> sources = new LinkedHashMap<>();
    PublishedRowLoss.ALL.forEach(loss -> sources.put(loss.name(), loss.declaration()));
    GeneratedModels models = GeneratedModels.compile(sources);
    PublishedRowLoss.ALL.forEach(loss -> MEASURED.put(loss, measure(loss, models.create(loss.name(), 1))));
  }

  private static Worst measure(PublishedRowLoss loss, Model model) {
    int width = loss.width();
    float[] identity = new float[width * width];
    for (int i = 0; i < width; i++) {
      identity[i * width + i] = 1f;
    }
    model.setParameter("last.weight", identity);
    ReferenceNetwork reference = model.referenceNetwork();
    Workspace workspace = model.workspace(1);
    float[] gradient = new float[model.layout().length()];
    double worstValue = 0;
    double worstGradient = 0;
    double worstToOne = 0;
    for (MiniBatch row : rows(loss, model)) {
      float value = model.lossAndGradient(row, gradient, workspace);
      // With one sample, the gradient of the bias is that of the outputs.
      float[] actual = model.layout().slot("last.bias").read(gradient);
      ReferenceGradient exact = reference.lossAndGradient(row);
      worstValue = worse(worstValue, Math.abs(value - exact.loss()) / Math.max(1, Math.abs(exact.loss())));
      double[] expected = exact.parameters().get("last.bias");
      worstGradient = worse(worstGradient, difference(actual, expected, 0x1p-100));
      worstToOne = worse(worstToOne, difference(actual, expected, 1));
    }
    return new Worst(worstValue / 0x1p-24, worstGradient / 0x1p-24, worstToOne / 0x1p-24);
  }

  /// The larger of two errors; NaN is the worst of all.
  private static double worse(double worst, double error) {
    return error <= worst ? worst : error;
  }

  /// The largest difference, relative to the largest number or to a least one.
  private static double difference(float[] actual, double[] exact, double least) {
    double largest = least;
    double difference = 0;
    for (int i = 0; i < exact.length; i++) {
      largest = Math.max(largest, Math.abs(exact[i]));
      difference = worse(difference, Math.abs(actual[i] - exact[i]));
    }
    return difference / largest;
  }

  /// Rows of outputs of every size, with labels or targets of the kind that data sets hold.
  private static List<MiniBatch> rows(PublishedRowLoss loss, Model model) {
    SplittableRandom random = new SplittableRandom(17);
    List<MiniBatch> rows = new ArrayList<>();
    for (float size : SIZES) {
      for (int i = 0; i < ROWS_OF_A_SIZE; i++) {
        MiniBatch row = new MiniBatch(1, loss.width(), model.targetKind(), Math.max(1, loss.targets()), false);
        row.setSize(1);
        for (int output = 0; output < loss.width(); output++) {
          row.samples()[output] = size * (float) random.nextDouble(-1, 1);
        }
        if (loss.targets() == 0) {
          row.labels()[0] = random.nextInt(loss.width());
        } else {
          for (int target = 0; target < loss.targets(); target++) {
            row.targets()[target] = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextFloat();
          }
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void errorsStayWithinTheBoundsOfEachLoss() {
    List<String> tooLarge = new ArrayList<>();
    MEASURED.forEach((loss, worst) -> {
      if (!(worst.value <= loss.valueBound() && worst.gradientToOne <= loss.gradientBound())) {
        tooLarge.add(loss.name() + ": " + worst);
      }
    });
    assertTrue(tooLarge.isEmpty(), tooLarge.toString());
  }

  /// Generated code gives the same bits on every machine, so the page can be compared with what is measured. Run with
  /// `-Dlanewise.golden.update=true` to write it.
  @Test
  void thePageShowsWhatIsMeasured() throws IOException {
    StringBuilder table = new StringBuilder(HEADER);
    MEASURED.forEach((loss, worst) -> table.append("| ").append(loss.source()).append(" | ")
        .append(error(worst.value)).append(" | ").append(error(worst.gradient)).append(" | ")
        .append(error(worst.gradientToOne)).append(" |\n"));
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("lanewise.golden.update")) {
      int start = page.indexOf(HEADER);
      int end = page.indexOf("\n\n", start);
      Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end + 1));
    }
    assertTrue(Files.readString(PAGE).contains(table), () -> PAGE + " does not hold what is measured:\n" + table);
  }

  private static String error(double roundings) {
    double error = roundings * 0x1p-24;
    return error == 0 ? "0" : error > 0.1 ? "lost" : String.format(Locale.ROOT, "%.1e", error).replace("e-0", "e-");
  }
}
