package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.json.JsonReader;
import dev.lanewise.optim.Sgd;
import dev.lanewise.report.TensorBoardReader.Scalar;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {
  private final LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
  private final Dataset train = Clusters.labelled(250, 6, 3, 2);
  private final Dataset validation = Clusters.labelled(100, 6, 3, 3);

  @TempDir
  private Path folder;

  private Trainer trainer() {
    return Trainer.of(model).optimizer(Sgd.of(0.5f)).schedule(Schedule.step(10, 0.5)).batchSize(25).steps(25)
        .evaluateEverySteps(10);
  }

  private List<Path> eventFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("events.out.tfevents.")).sorted().toList();
    }
  }

  @Test
  void tensorBoardFilesAreReadBackByAnIndependentParser() throws IOException {
    History history = trainer().listener(TensorBoard.in(folder).everySteps(5)).fit(train, validation);
    List<Scalar> scalars = TensorBoardReader.read(eventFiles().getFirst());
    List<Scalar> losses = scalars.stream().filter(scalar -> scalar.tag().equals("train/loss")).toList();
    assertEquals(List.of(5L, 10L, 15L, 20L, 25L), losses.stream().map(Scalar::step).toList());
    losses.forEach(scalar -> assertEquals(history.loss((int) scalar.step()), scalar.value()));
    assertEquals(List.of(0.5f, 0.25f, 0.25f, 0.125f, 0.125f), values(scalars, "learning_rate"));
    assertEquals(history.points().stream().map(point -> (float) point.validation().orElseThrow().loss()).toList(),
        values(scalars, "validation/loss"));
    assertEquals(3, values(scalars, "validation/accuracy").size());
    double now = System.currentTimeMillis() / 1e3;
    assertTrue(scalars.stream().allMatch(scalar -> Math.abs(scalar.wallTime() - now) < 600));
  }

  private static List<Float> values(List<Scalar> scalars, String tag) {
    return scalars.stream().filter(scalar -> scalar.tag().equals(tag)).map(Scalar::value).toList();
  }

  @Test
  void everyRunHasAFileOfItsOwnAlsoOneThatFails() throws IOException {
    trainer().listener(TensorBoard.in(folder)).fit(train);
    trainer().listener(TensorBoard.in(folder)).fit(train);
    assertEquals(2, eventFiles().size());
    Dataset far = Dataset.of(new float[] {1e30f, 1e30f, 1e30f, 1e30f, 1e30f, 1e30f}, 6).targets(new float[3], 3);
    LinearModel squares = LinearModel.create(Head.SQUARES, 6, 3, 1);
    assertThrows(RuntimeException.class, () -> Trainer.of(squares).optimizer(Sgd.of(1))
        .listener(TensorBoard.in(folder)).fit(far));
    assertEquals(3, eventFiles().size());
    for (Path file : eventFiles()) {
      TensorBoardReader.read(file);
    }
    Path taken = Files.writeString(folder.resolve("file"), "");
    Exception thrown = assertThrows(UncheckedIOException.class,
        () -> trainer().listener(TensorBoard.in(taken)).fit(train));
    assertTrue(thrown.getMessage().startsWith("the event file for TensorBoard cannot be written: "));
    assertThrows(IllegalArgumentException.class, () -> TensorBoard.in(folder).everySteps(0));
  }

  @Test
  void thePageStandsAlone() throws Exception {
    History history = trainer().fit(train, validation);
    HtmlReport report = HtmlReport.of("Clusters <1 & 2>", history).fact("optimizer", Sgd.of(0.5f));
    report.write(folder.resolve("run.html"));
    String html = Files.readString(folder.resolve("run.html"));
    assertTrue(html.contains("<h1>Clusters &lt;1 &amp; 2&gt;</h1>"), html);
    assertTrue(html.contains("<td>SGD(learning rate 0.5)</td>") && html.contains("<td>finished</td>"), html);
    for (int step : new int[] {10, 20, 25}) {
      assertTrue(html.contains("<tr><td>" + step + "</td><td>"), html);
    }
    for (String outside : List.of("http:", "https:", "<script", "src=", "href=")) {
      assertFalse(html.replace("http://www.w3.org/2000/svg", "").contains(outside), outside);
    }
    int charts = 0;
    for (int at = html.indexOf("<svg"); at >= 0; at = html.indexOf("<svg", at + 1)) {
      String svg = html.substring(at, html.indexOf("</svg>", at) + 6);
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
      charts++;
    }
    assertEquals(2, charts);
    assertEquals(1, HtmlReport.of("no set", trainer().fit(train)).html().split("<svg").length - 1);
  }

  @Test
  void theHistoryIsJsonToo() throws IOException, JsonReader.JsonException {
    History history = trainer().fit(train, validation);
    history.writeJson(folder.resolve("history.json"));
    Map<?, ?> json = (Map<?, ?>) JsonReader.read(Files.readString(folder.resolve("history.json")));
    assertEquals(25L, json.get("steps"));
    assertEquals("FINISHED", json.get("stop_reason"));
    List<?> losses = (List<?>) json.get("losses");
    assertEquals(history.loss(25), ((Number) losses.get(24)).floatValue());
    Map<?, ?> last = (Map<?, ?>) ((List<?>) json.get("evaluations")).getLast();
    assertEquals(history.validation().orElseThrow().loss(), last.get("validation_loss"));
  }
}
