package dev.lanewise.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Clusters;
import dev.lanewise.LinearModel;
import dev.lanewise.LinearModel.Head;
import dev.lanewise.data.Dataset;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsLogTest {
  private final Dataset train = Clusters.labelled(200, 6, 3, 2);
  private final Dataset validation = Clusters.labelled(90, 6, 3, 3);

  private Trainer trainer(LinearModel model) {
    return Trainer.of(model).optimizer(Sgd.of(0.05f)).batchSize(20).epochs(4).seed(1);
  }

  @Test
  void measuresAtEveryEvaluation() {
    LinearModel model = LinearModel.create(Head.LABELS, 6, 3, 1);
    List<Integer> seen = new ArrayList<>();
    MetricsLog<ClassificationMetrics> log = MetricsLog.of(ClassificationMetrics::of, validation)
        .column("accuracy", ClassificationMetrics::accuracy)
        .column("F1, macro", ClassificationMetrics::macroF1)
        .onEntry(entry -> seen.add(entry.step()));
    History history = trainer(model).listener(log).fit(train, validation);
    assertEquals(List.of(10, 20, 30, 40), seen);
    assertEquals(4, log.entries().size());
    for (int i = 0; i < 4; i++) {
      Evaluation evaluation = history.points().get(i).validation().orElseThrow();
      assertEquals(evaluation.accuracy(), log.entries().get(i).metrics().accuracy(), 1e-12);
      assertEquals(i + 1, log.entries().get(i).epoch());
    }
    String[] lines = log.toCsv().split("\n");
    assertEquals("step,epoch,accuracy,\"F1, macro\"", lines[0]);
    assertEquals("40,4," + log.entries().getLast().metrics().accuracy() + ","
        + log.entries().getLast().metrics().macroF1(), lines[4]);
    double best = log.best(ClassificationMetrics::accuracy).orElseThrow().metrics().accuracy();
    assertTrue(log.entries().stream().allMatch(entry -> entry.metrics().accuracy() <= best));
    // a second run begins a new log
    trainer(model).epochs(1).listener(log).fit(train);
    assertEquals(1, log.entries().size());
  }

  @Test
  void nothingMeasuredHasNoBest() {
    MetricsLog<Double> log = MetricsLog.<Double>of((model, data) -> Double.NaN, validation).column("one", one -> one);
    assertTrue(log.best(value -> value).isEmpty());
    trainer(LinearModel.create(Head.LABELS, 6, 3, 1)).epochs(1).listener(log).fit(train);
    assertTrue(log.best(value -> value).isEmpty());
    assertEquals("step,epoch,one\n10,1,NaN\n", log.toCsv());
    assertThrows(IllegalArgumentException.class, () -> log.column("one", value -> value));
  }
}
