package dev.lanewise.examples.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.csv.CsvEncoding;
import dev.lanewise.csv.CsvTable;
import dev.lanewise.data.Scaling;
import dev.lanewise.examples.cli.Run;
import dev.lanewise.metrics.RegressionMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabularCsvTest {
  @TempDir
  private Path folder;

  @Test
  void learnsBothAndSavesWhatAServiceNeeds() throws IOException {
    Run run = Run.of(TabularCsv::new, "--rows", "1500", "--epochs", "30", "--output", folder.toString());
    assertEquals(0, run.exitCode(), String.join("\n", run.err()));
    String text = String.join("\n", run.out());
    assertTrue(text.contains("year=(missing)") && text.contains("heating=(missing)"), text);
    assertTrue(text.contains("label sold_within of days, months, weeks"), text);
    double accuracy = Double.parseDouble(text.split("test set: \\d+ samples, accuracy ")[1].substring(0, 6));
    // three classes of about 30, 40 and 30 percent
    assertTrue(accuracy > 0.5, text);
    HousePriceModel loaded = HousePriceModel.create(0);
    loaded.load(folder.resolve("price.safetensors"));
    CsvEncoding encoding = CsvEncoding.load(folder.resolve("price-encoding.json"));
    Scaling scaling = Scaling.load(folder.resolve("price-scaling.safetensors"));
    CsvTable table = CsvTable.read(folder.resolve("houses.csv")).select(row -> row % 10 > 7);
    RegressionMetrics metrics = RegressionMetrics.of(loaded, scaling.apply(encoding.encode(table)));
    assertTrue(metrics.r2() > 0.7, metrics.toString());
    assertTrue(text.contains("test set: " + metrics), text);
  }

  @Test
  void answersWrongArgumentsWithOneLine() {
    Run run = Run.of(TabularCsv::new, "--rows", "10");
    assertEquals(List.of("TabularCsv: --rows 10 must lie between 100 and 1000000 (try --help)"), run.err());
    assertEquals(2, run.exitCode());
  }
}
