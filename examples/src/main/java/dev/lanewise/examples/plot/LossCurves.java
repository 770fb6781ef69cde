package dev.lanewise.examples.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;

/// Draws the losses of several training runs in one PNG picture. Needs no screen.
public final class LossCurves {
  private LossCurves() {}

  /// Writes the picture.
  ///
  /// @param losses of each step, at least one, by the name of the run; lines are in the order of the map
  /// @throws IOException if the file cannot be written, or this Java cannot write text into pictures
  public static void write(Path png, Map<String, float[]> losses) throws IOException {
    Charts.write(png, () -> {
      XYChart chart = Charts.overSteps("loss", Styler.LegendPosition.InsideNE);
      losses.forEach((name, values) -> Charts.losses(chart, name, values));
      return List.of(chart);
    });
  }
}
