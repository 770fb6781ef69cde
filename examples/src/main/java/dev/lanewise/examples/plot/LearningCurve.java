package dev.lanewise.examples.plot;

import java.awt.Color;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Draws loss and accuracies over the steps of a training run, side by side in one PNG picture. Needs no screen.
public final class LearningCurve {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 440;

  /// Points of the loss curve, each a mean over neighboring steps: single mini-batches are too noisy to read.
  private static final int LOSS_POINTS = 200;

  private LearningCurve() {}

  /// Writes the picture.
  ///
  /// @param losses of each step, at least one
  /// @param accuracies in the order of their steps; where there are none the picture shows the loss alone
  /// @throws IOException if the file cannot be written, or this Java cannot write text into pictures
  public static void write(Path png, float[] losses, List<Accuracies> accuracies) throws IOException {
    try {
      List<XYChart> charts = new ArrayList<>(List.of(lossChart(losses)));
      if (!accuracies.isEmpty()) {
        charts.add(accuracyChart(accuracies));
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(png))) {
        BitmapEncoder.saveBitmap(charts, 1, charts.size(), out, BitmapEncoder.BitmapFormat.PNG);
      }
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new IOException("this Java cannot draw charts, often for want of fonts (" + e + ")", e);
    }
  }

  private static XYChart lossChart(float[] losses) {
    int count = Math.min(LOSS_POINTS, losses.length);
    double[] steps = new double[count];
    double[] means = new double[count];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) losses.length * i / count);
      int to = (int) ((long) losses.length * (i + 1) / count);
      for (int step = from; step < to; step++) {
        means[i] += losses[step] / (double) (to - from);
      }
      steps[i] = (from + 1 + to) / 2.0;
    }
    XYChart chart = chart("loss", Styler.LegendPosition.InsideNE);
    line(chart, "training", steps, means);
    return chart;
  }

  private static XYChart accuracyChart(List<Accuracies> accuracies) {
    XYChart chart = chart("accuracy", Styler.LegendPosition.InsideSE);
    chart.getStyler().setYAxisMax(1.0);
    double[] steps = column(accuracies, Accuracies::step);
    line(chart, "training", steps, column(accuracies, Accuracies::train));
    line(chart, "test", steps, column(accuracies, Accuracies::test));
    return chart;
  }

  private static double[] column(List<Accuracies> accuracies, ToDoubleFunction<Accuracies> column) {
    return accuracies.stream().mapToDouble(column).toArray();
  }

  private static XYChart chart(String quantity, Styler.LegendPosition legend) {
    XYChart chart = new XYChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title(quantity)
        .xAxisTitle("step")
        .build();
    chart.getStyler()
        .setXAxisMin(0.0)
        .setYAxisMin(0.0)
        .setLegendPosition(legend)
        .setChartTitleBoxVisible(false)
        .setChartBackgroundColor(Color.WHITE);
    return chart;
  }

  private static void line(XYChart chart, String name, double[] steps, double[] values) {
    // a lone point would not show as a line
    chart.addSeries(name, steps, values).setMarker(steps.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
  }
}
