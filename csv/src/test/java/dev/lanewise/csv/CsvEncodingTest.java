package dev.lanewise.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.MiniBatches;
import dev.lanewise.data.SampleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvEncodingTest {
  private static final CsvTable PENGUINS = CsvTable.parse("penguins", """
      id,island,mass,bill,code,species
      1,Biscoe,3750,39.1,10,Adelie
      2,Dream,3800,NA,2,Gentoo
      3,Biscoe,4100,40.3,10,Adelie
      4,,5000,46,2,Chinstrap
      """);

  @TempDir
  private Path folder;

  private static CsvEncoder encoder() {
    return CsvEncoder.of(PENGUINS).label("species").ignore("id").categorical("code").missing(Missing.MARK);
  }

  private static float[] sample(Dataset data, int row) {
    float[] sample = new float[data.inputWidth()];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = data.feature(row, i);
    }
    return sample;
  }

  @Test
  void numbersStayNumbersAndCategoriesBecomeOneHot() {
    CsvEncoding encoding = encoder().fit();
    assertEquals(List.of("island=Biscoe", "island=Dream", "island=(missing)", "mass", "bill", "bill=(missing)",
        "code=2", "code=10"), encoding.inputs());
    assertEquals(List.of("Adelie", "Chinstrap", "Gentoo"), encoding.classes());
    Dataset data = encoding.encode(PENGUINS);
    assertArrayEquals(new float[] {1, 0, 0, 3750, 39.1f, 0, 0, 1}, sample(data, 0));
    float mean = (float) ((39.1f + 40.3f + 46) / 3.0);
    assertArrayEquals(new float[] {0, 1, 0, 3800, mean, 1, 1, 0}, sample(data, 1), 1e-5f);
    assertArrayEquals(new float[] {0, 0, 1, 5000, 46, 0, 1, 0}, sample(data, 3));
    assertEquals(List.of(0, 2, 0, 1), List.of(data.label(0), data.label(1), data.label(2), data.label(3)));
  }

  @Test
  void targetsAreNumbers() {
    Dataset data = CsvEncoder.of(PENGUINS.select(row -> row != 1)).targets("mass", "bill").ignore("species", "island")
        .fit().encode(PENGUINS.select(row -> row != 1));
    assertEquals(2, data.targetWidth());
    assertEquals(40.3f, data.target(1, 1));
    assertArrayEquals(new float[] {4, 2}, sample(data, 2));
  }

  @Test
  void otherTablesAreEncodedAsTheTrainingTableWas() {
    CsvEncoding encoding = encoder().fit();
    CsvTable other = CsvTable.parse("other", "species,bill,code,island,mass\nGentoo,?,2,Dream,1e3\n");
    assertArrayEquals(new float[] {0, 1, 0, 1000, sample(encoding.encode(PENGUINS), 1)[4], 1, 1, 0},
        sample(encoding.encode(other), 0));
    assertArrayEquals(sample(encoding.encode(other), 0),
        encoding.encode(Map.of("island", "Dream", "mass", " 1000 ", "code", "2", "ignored", "x")));
  }

  @Test
  void namesLineAndColumnOfWhatTheTrainingTableDidNotHave() {
    CsvEncoding encoding = encoder().fit();
    assertWrong("t line 2, column 'island': 'Torgersen' is none of the categories of the training table, Biscoe, "
        + "Dream, (missing)", encoding, "Torgersen,1,2,10,Adelie");
    assertWrong("t line 2, column 'mass': 'heavy' is not a number", encoding, "Dream,heavy,2,10,Adelie");
    assertWrong("t line 2, column 'mass': '1e99' is not a number in single precision", encoding,
        "Dream,1e99,2,10,Adelie");
    assertWrong("t line 2, column 'mass': '1f' is not a number in single precision", encoding, "Dream,1f,2,10,Adelie");
    assertWrong("t line 2, column 'mass': the value is missing, and none was in the training table", encoding,
        "Dream,,2,10,Adelie");
    assertWrong("t line 2, column 'species': 'Emperor' is none of the classes of the training table, Adelie, "
        + "Chinstrap, Gentoo", encoding, "Dream,1,2,10,Emperor");
    Exception lacks = assertThrows(CsvException.class, () -> encoding.encode(CsvTable.parse("t", "mass\n1\n")));
    assertEquals("t has no column 'island'; there are mass", lacks.getMessage());
  }

  private static void assertWrong(String message, CsvEncoding encoding, String row) {
    CsvTable table = CsvTable.parse("t", "island,mass,bill,code,species\n" + row + "\n");
    assertEquals(message, assertThrows(CsvException.class, () -> encoding.encode(table)).getMessage());
  }

  @Test
  void missingValuesAreRefusedUnlessMarked() {
    Exception thrown = assertThrows(CsvException.class,
        () -> CsvEncoder.of(PENGUINS).label("species").ignore("island").fit());
    assertTrue(thrown.getMessage().startsWith("penguins line 3, column 'bill': the value is missing; fill it in"),
        thrown.getMessage());
    CsvTable noLabel = CsvTable.parse("t", "a,b\n1,x\n2,\n");
    Exception label = assertThrows(CsvException.class, () -> CsvEncoder.of(noLabel).label("b").fit());
    assertEquals("t line 3, column 'b': the label is missing; leave the row out", label.getMessage());
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThrows(CsvException.class, () -> CsvEncoder.of(PENGUINS).label("none"));
    assertThrows(IllegalStateException.class, () -> CsvEncoder.of(PENGUINS).label("species").targets("mass").fit());
    CsvTable empty = CsvTable.parse("empty", "a,b\n");
    assertEquals("empty has no rows to learn from",
        assertThrows(CsvException.class, () -> CsvEncoder.of(empty).fit()).getMessage());
    CsvTable one = CsvTable.parse("one", "a\nx\n");
    assertEquals("one has no column left to be an input",
        assertThrows(CsvException.class, () -> CsvEncoder.of(one).label("a").fit()).getMessage());
  }

  @Test
  void isTheSameAfterAFile() throws IOException {
    Path file = folder.resolve("encoding.json");
    CsvEncoding encoding = encoder().fit();
    encoding.save(file);
    CsvEncoding loaded = CsvEncoding.load(file);
    assertEquals(encoding.toString(), loaded.toString());
    assertArrayEquals(sample(encoding.encode(PENGUINS), 1), sample(loaded.encode(PENGUINS), 1));
    for (String damaged : List.of("{}", "[]", "{\"format\": \"lanewise-csv-encoding-1\"}", "no")) {
      Files.writeString(file, damaged);
      Exception thrown = assertThrows(IOException.class, () -> CsvEncoding.load(file), damaged);
      assertTrue(thrown.getMessage().startsWith(file + " is not a saved encoding"), thrown.getMessage());
    }
  }

  @Test
  void aSourceGivesTheSamplesOfTheTable() throws IOException {
    StringBuilder text = new StringBuilder("size;color;kind\n");
    for (int i = 0; i < 1_300; i++) {
      text.append(i).append(';').append(i % 2 == 0 ? "red" : "blue").append(";").append("kind").append(i % 3)
          .append('\n');
    }
    Path file = Files.writeString(folder.resolve("large.csv"), text);
    CsvEncoding encoding = CsvEncoder.of(CsvTable.readStart(file, ';', 100)).label("kind").fit();
    Dataset expected = encoding.encode(CsvTable.read(file, ';'));
    SampleSource source = encoding.source(file, ';');
    assertEquals(1_300, source.size());
    assertEquals(expected.shape(), source.shape());
    MiniBatches batches = MiniBatches.of(source, 1_300, 1);
    MiniBatch batch = batches.miniBatch();
    for (int pass = 0; pass < 2; pass++) {
      batches.next(batch);
      for (int row = 0; row < 1_300; row++) {
        assertEquals(expected.label(row), batch.labels()[row]);
        for (int column = 0; column < expected.inputWidth(); column++) {
          assertEquals(expected.feature(row, column), batch.samples()[row * expected.inputWidth() + column]);
        }
      }
    }
    assertEquals(source.toString(), encoding.source(file, ';').toString());
    Files.writeString(file, text.toString().replace("\n700;", "\n701;"));
    assertNotEquals(source.toString(), encoding.source(file, ';').toString());
    Files.writeString(file, text + "7;green;kind0\n");
    String message = assertThrows(CsvException.class, () -> encoding.source(file, ';')).getMessage();
    assertTrue(message.startsWith(file + " line 1302, column 'color'"), message);
    Files.writeString(file, "size;color;kind\n");
    assertThrows(CsvException.class, () -> encoding.source(file, ';'));
    assertThrows(IOException.class, () -> encoding.source(folder.resolve("nothing"), ';'));
  }
}
