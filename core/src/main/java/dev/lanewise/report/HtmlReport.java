package dev.lanewise.report;

import dev.lanewise.train.History;
import dev.lanewise.train.HistoryPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A run on one page: what it was, its curves, and every evaluation. The page needs nothing else, no script and no
/// network.
public final class HtmlReport {
  /// Points of the loss curve, each a mean over neighbouring steps: single mini-batches are too noisy to read.
  private static final int LOSS_POINTS = 300;

  private final String title;
  private final History history;
  private final Map<String, String> facts = new LinkedHashMap<>();

  private HtmlReport(String title, History history) {
    this.title = title;
    this.history = history;
  }

  /// Begins a page about a run.
  public static HtmlReport of(String title, History history) {
    return new HtmlReport(title, history);
  }

  /// Adds something to know about the run, such as a setting or a result.
  public HtmlReport fact(String name, Object value) {
    facts.put(name, String.valueOf(value));
    return this;
  }

  /// Writes the page in UTF-8, replacing what is there.
  ///
  /// @throws IOException if the file cannot be written
  public void write(Path file) throws IOException {
    Files.writeString(file, html());
  }

  /// The page.
  public String html() {
    StringBuilder html = new StringBuilder("""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%1$s</title>
        <style>
        body { font-family: sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
        svg { max-width: 640px; width: 100%%; }
        table { border-collapse: collapse; margin: 1rem 0; }
        td, th { padding: 0.2rem 0.8rem; text-align: right; border-bottom: 1px solid #ddd; }
        th:first-child, .facts td { text-align: left; }
        </style>
        </head>
        <body>
        <h1>%1$s</h1>
        """.formatted(escaped(title)));
    facts(html);
    if (history.steps() > 0) {
      html.append(lossChart()).append(accuracyChart());
      evaluations(html);
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private void facts(StringBuilder html) {
    html.append("<table class=\"facts\">\n");
    Map<String, String> all = new LinkedHashMap<>();
    all.put("steps", String.valueOf(history.steps()));
    all.put("seconds", String.format(Locale.ROOT, "%.2f", history.seconds()));
    all.put("samples a second", String.format(Locale.ROOT, "%,.0f", history.samplesPerSecond()));
    all.put("ended", history.stopReason().name().toLowerCase(Locale.ROOT));
    all.putAll(facts);
    all.forEach((name, value) -> html.append("<tr><td>").append(escaped(name)).append("</td><td>")
        .append(escaped(value)).append("</td></tr>\n"));
    html.append("</table>\n");
  }

  private String lossChart() {
    float[] losses = history.losses();
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
    List<LineChart.Line> lines = new ArrayList<>(List.of(new LineChart.Line("training", steps, means)));
    List<HistoryPoint> validated = validated();
    if (!validated.isEmpty()) {
      lines.add(new LineChart.Line("validation", steps(validated),
          validated.stream().mapToDouble(point -> point.validation().orElseThrow().loss()).toArray()));
    }
    return new LineChart("loss", lines).svg();
  }

  private String accuracyChart() {
    List<HistoryPoint> measured = validated().stream()
        .filter(point -> point.validation().orElseThrow().accuracyIfAny().isPresent()).toList();
    return measured.isEmpty() ? "" : new LineChart("accuracy", List.of(new LineChart.Line("validation", steps(measured),
        measured.stream().mapToDouble(point -> point.validation().orElseThrow().accuracy()).toArray()))).svg();
  }

  private List<HistoryPoint> validated() {
    return history.points().stream().filter(point -> point.validation().isPresent()).toList();
  }

  private static double[] steps(List<HistoryPoint> points) {
    return points.stream().mapToDouble(HistoryPoint::step).toArray();
  }

  private void evaluations(StringBuilder html) {
    html.append("<table>\n<tr><th>step</th><th>epoch</th><th>seconds</th><th>training loss</th>"
        + "<th>validation loss</th><th>accuracy</th></tr>\n");
    for (HistoryPoint point : history.points()) {
      html.append(String.format(Locale.ROOT, "<tr><td>%d</td><td>%d</td><td>%.2f</td><td>%.4f</td>",
          point.step(), point.epoch(), point.seconds(), point.trainLoss()));
      html.append(point.validation().map(found -> String.format(Locale.ROOT, "<td>%.4f</td><td>%s</td>", found.loss(),
          found.accuracyIfAny().isPresent() ? String.format(Locale.ROOT, "%.4f", found.accuracy()) : ""))
          .orElse("<td></td><td></td>")).append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
