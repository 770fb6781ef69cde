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

/// Loss and accuracies over the steps of a training run, side by side in one PNG picture.
///
/// Belongs to one thread. Needs no screen.
public final class LearningCurve {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 440;

  private final List<Point> points = new ArrayList<>();

  /// What was known at one step.
  ///
  /// @param trainLoss the mean loss of the steps since the point before
  /// @param trainAccuracy between 0 and 1
  /// @param testAccuracy between 0 and 1
  public record Point(int step, double trainLoss, double trainAccuracy, double testAccuracy) {}

  /// Adds a point to the right of those before.
  public void add(Point point) {
    points.add(point);
  }

  /// Whether there is anything to draw.
  public boolean isEmpty() {
    return points.isEmpty();
  }

  /// Writes the picture.
  ///
  /// @throws IOException if the file cannot be written
  public void write(Path png) throws IOException {
    System.setProperty("java.awt.headless", "true");
    XYChart loss = chart("loss", Styler.LegendPosition.InsideNE);
    line(loss, "training", Point::trainLoss);
    XYChart accuracy = chart("accuracy", Styler.LegendPosition.InsideSE);
    accuracy.getStyler().setYAxisMax(1.0);
    line(accuracy, "training", Point::trainAccuracy);
    line(accuracy, "test", Point::testAccuracy);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(png))) {
      BitmapEncoder.saveBitmap(List.of(loss, accuracy), 1, 2, out, BitmapEncoder.BitmapFormat.PNG);
    }
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

  private void line(XYChart chart, String name, ToDoubleFunction<Point> quantity) {
    double[] steps = points.stream().mapToDouble(Point::step).toArray();
    double[] values = points.stream().mapToDouble(quantity).toArray();
    chart.addSeries(name, steps, values).setMarker(points.size() < 3 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
  }
}
