package dev.lanewise.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.json.JsonReader;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Trainer;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class RangeTestTest {
  private final LinearModel model = LinearModel.create(Head.SQUARES, 6, 3, 1);
  private final Dataset train = Clusters.labelled(300, 6, 3, 2).oneHot(3);

  private static RangeTest test() {
    return LearningRateSearch.rangeTest().batchSize(30).seed(1);
  }

  @Test
  void suggestsARateThatTrainsWell() {
    LearningRateReport report = test().run(model, train);
    assertEquals(Outcome.FOUND, report.outcome(), report.table());
    float rate = report.recommended().orElseThrow();
    double tuned = Trainer.of(model.copy()).optimizer(Sgd.of(rate)).batchSize(30).steps(100).fit(train)
        .points().getLast().trainLoss();
    double small = Trainer.of(model.copy()).optimizer(Sgd.of(rate / 100)).batchSize(30).steps(100).fit(train)
        .points().getLast().trainLoss();
    assertTrue(tuned < small, tuned + " with " + rate + ", " + small + " with a hundredth of it");
    assertTrue(report.useful().orElseThrow().from() <= rate && rate <= report.useful().orElseThrow().to());
  }

  @Test
  void aBadRangeIsSaidToBeOne() {
    LearningRateReport flat = test().range(1e-12f, 1e-9f).run(model, train);
    assertEquals(Outcome.FLAT, flat.outcome(), flat.table());
    assertTrue(flat.advice().startsWith("No rate moved the loss in so few steps. Try larger rates, from 1e-9 up"));
    LearningRateReport diverged = test().range(1e3f, 1e5f).run(model, train);
    assertEquals(Outcome.DIVERGED_AT_START, diverged.outcome(), diverged.table());
    assertTrue(diverged.advice().contains("Try smaller ones, from 1000 down"), diverged.advice());
    LearningRateReport edge = test().range(1e-4f, 0.02f).run(model, train);
    assertEquals(Outcome.EDGE_OF_RANGE, edge.outcome(), edge.table());
    assertTrue(edge.advice().contains("still falls at the largest rate, 0.02, so a test up to 2"), edge.advice());
  }

  @Test
  void givesTheSameReportTwiceAndOnSeveralThreadsAndLeavesTheModel() {
    float[] before = model.parameters().clone();
    String first = test().optimizer(Adam.of(1)).run(model, train).toJson();
    assertEquals(first, test().optimizer(Adam.of(1)).run(model, train).toJson());
    assertEquals(first, test().optimizer(Adam.of(1)).threads(3).run(model, train).toJson());
    assertArrayEquals(before, model.parameters());
  }

  @Test
  void costsTheStepsItTook() {
    assertEquals(2 * 2 * 40, test().replicates(2).steps(40).range(1e-9f, 1e-3f).run(model, train).costInSteps());
    // a loss beyond hope ends a replicate
    assertTrue(test().range(1e-3f, 1e6f).run(model, train).costInSteps() < 600);
  }

  @Test
  void theTableShowsRulesSpreadAndCurve() {
    String table = test().run(model, train).table();
    assertTrue(table.startsWith("Linear: 100 steps from learning rate 1e-6 to 10, 3 times on other mini-batches\n"));
    for (String part : new String[] {"steepest", "valley", "slide", "tenth", "consensus", "single replicates say",
        "useful", "diverges   from", "█", "x\n", "\nTake 0."}) {
      assertTrue(table.contains(part), part + " is not in\n" + table);
    }
  }

  @Test
  void everyReportCanBeWrittenAndRead() throws Exception {
    LearningRateReport[] reports = {
        test().run(model, train), test().range(1e3f, 1e5f).run(model, train),
        test().range(1e-12f, 1e-9f).run(model, train),
        LearningRateSearch.ladder(1e4f, 1, 1e-9f).steps(20).run(model, train)};
    for (LearningRateReport report : reports) {
      Map<?, ?> json = (Map<?, ?>) JsonReader.read(report.toJson());
      assertEquals(report.outcome().name(), json.get("outcome"));
      assertEquals(report.curve().size(), ((List<?>) json.get("curve")).size());
      Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
          .parse(new InputSource(new StringReader(report.toSvg())));
      assertEquals("svg", svg.getDocumentElement().getNodeName());
      String points = svg.getElementsByTagName("polyline").item(0).getAttributes().getNamedItem("points")
          .getNodeValue();
      assertEquals(report.curve().size(), points.split(" ").length);
      assertTrue(!report.toSvg().contains("NaN,") && !report.toSvg().contains("Infinity,"), report.toSvg());
      assertEquals(report.curve().size(), report.sparkline().length());
      assertEquals(1 + report.curve().size(), report.toCsv().lines().count());
    }
  }

  @Test
  void refusesWhatCannotWork() {
    assertThrows(IllegalArgumentException.class, () -> test().range(0, 1));
    assertThrows(IllegalArgumentException.class, () -> test().range(0.1f, 0.5f));
    assertThrows(IllegalArgumentException.class, () -> test().steps(19));
    assertThrows(IllegalArgumentException.class, () -> test().replicates(0));
  }

  @Test
  void anInterruptCancelsItOnSeveralThreadsToo() {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> test().threads(2).run(model, train));
    assertTrue(Thread.interrupted());
  }
}
