package dev.lanewise.examples.plot;

import java.awt.Color;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Charts of quantities over the steps of a run, side by side in one PNG picture. Needs no screen.
final class Charts {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 440;

  /// Points of a loss curve, each a mean over neighboring steps: single mini-batches are too noisy to read.
  private static final int LOSS_POINTS = 200;

  private Charts() {}

  static XYChart overSteps(String quantity, Styler.LegendPosition legend) {
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

  static void line(XYChart chart, String name, double[] steps, double[] values) {
    // a lone point would not show as a line
    chart.addSeries(name, steps, values).setMarker(steps.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
  }

  /// Draws the losses of all steps as a smooth line.
  ///
  /// @param losses of each step, at least one
  static void losses(XYChart chart, String name, float[] losses) {
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
    line(chart, name, steps, means);
  }

  /// Writes what a drawing gives.
  ///
  /// @throws IOException if the file cannot be written, or this Java cannot write text into pictures
  static void write(Path png, Drawing drawing) throws IOException {
    try {
      List<XYChart> charts = drawing.charts();
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(png))) {
        BitmapEncoder.saveBitmap(charts, 1, charts.size(), out, BitmapEncoder.BitmapFormat.PNG);
      }
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new IOException("this Java cannot draw charts, often for want of fonts (" + e + ")", e);
    }
  }

  /// Makes charts; a Java without fonts fails at it.
  @FunctionalInterface
  interface Drawing {
    List<XYChart> charts();
  }
}
