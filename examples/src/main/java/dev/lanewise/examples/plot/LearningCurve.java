package dev.lanewise.examples.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;

/// Draws loss and accuracies over the steps of a training run, side by side in one PNG picture. Needs no screen.
public final class LearningCurve {
  private LearningCurve() {}

  /// Writes the picture.
  ///
  /// @param losses of each step, at least one
  /// @param accuracies in the order of their steps; where there are none the picture shows the loss alone
  /// @throws IOException if the file cannot be written, or this Java cannot write text into pictures
  public static void write(Path png, float[] losses, List<Accuracies> accuracies) throws IOException {
    Charts.write(png, () -> {
      XYChart loss = Charts.overSteps("loss", Styler.LegendPosition.InsideNE);
      Charts.losses(loss, "training", losses);
      List<XYChart> charts = new ArrayList<>(List.of(loss));
      if (!accuracies.isEmpty()) {
        charts.add(accuracyChart(accuracies));
      }
      return charts;
    });
  }

  private static XYChart accuracyChart(List<Accuracies> accuracies) {
    XYChart chart = Charts.overSteps("accuracy", Styler.LegendPosition.InsideSE);
    chart.getStyler().setYAxisMax(1.0);
    double[] steps = column(accuracies, Accuracies::step);
    Charts.line(chart, "training", steps, column(accuracies, Accuracies::train));
    Charts.line(chart, "test", steps, column(accuracies, Accuracies::test));
    return chart;
  }

  private static double[] column(List<Accuracies> accuracies, ToDoubleFunction<Accuracies> column) {
    return accuracies.stream().mapToDouble(column).toArray();
  }
}
