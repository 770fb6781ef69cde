package dev.lanewise.examples.twolayernet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.examples.cli.Run;
import dev.lanewise.examples.data.StrokeDigits;
import dev.lanewise.train.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoLayerNetTrainerTest {
  @TempDir Path directory;

  @Test
  void learnsToReadDigits() throws IOException {
    Run run = train("--generate", "2000", "--steps", "600", "--evaluate", "200");
    assertEquals(List.of(), run.err());
    assertEquals(0, run.exitCode());
    int last = run.out().size() - 1;
    assertTrue(run.out().get(last).matches("wall time \\d+\\.\\d\\d s"), run.out().get(last));
    assertTrue(run.out().get(last - 1).matches("test accuracy [01]\\.\\d{4}"), run.out().get(last - 1));
    double accuracy = Double.parseDouble(run.out().get(last - 1).substring("test accuracy ".length()));
    assertTrue(accuracy > 0.6, run.out().get(last - 1));
    long rows = run.out().stream().filter(line -> line.matches(" +[246]00 .*")).count();
    assertEquals(3, rows, String.join("\n", run.out()));
    assertEquals(1280, ImageIO.read(directory.resolve("learning-curve.png").toFile()).getWidth());
  }

  @Test
  void writesWeightsThatReadAsWellInAnotherModel() throws IOException {
    Run run = train("--generate", "1000", "--steps", "100", "--no-plot");
    TwoLayerNetModel net = TwoLayerNetModel.create(99);
    net.load(directory.resolve("two-layer-net.safetensors"));
    double accuracy = Evaluation.of(net, StrokeDigits.digits(1000, 28).test()).accuracy();
    String line = String.format(Locale.ROOT, "test accuracy %.4f", accuracy);
    assertTrue(run.out().contains(line), line + " is not in\n" + String.join("\n", run.out()));
  }

  @Test
  void learnsTheSameWithAnyNumberOfThreadsAndEvaluations() throws IOException {
    train("--generate", "1000", "--steps", "50", "--no-plot", "--evaluate", "0", "--weights", file("one"));
    train("--generate", "1000", "--steps", "50", "--no-plot", "--evaluate", "7", "--threads", "3",
        "--weights", file("three"));
    assertArrayEquals(Files.readAllBytes(Path.of(file("one"))), Files.readAllBytes(Path.of(file("three"))));
  }

  @Test
  void drawsNoPictureAndEvaluatesOnceWhereAskedTo() {
    Run run = train("--generate", "100", "--steps", "10", "--evaluate", "0", "--no-plot");
    assertFalse(Files.exists(directory.resolve("learning-curve.png")));
    assertFalse(String.join("\n", run.out()).contains("training accuracy"));
    assertTrue(run.out().get(run.out().size() - 2).startsWith("test accuracy "));
  }

  @Test
  void drawsTheLossAloneWithoutEvaluations() throws IOException {
    train("--generate", "100", "--steps", "10", "--evaluate", "0");
    assertEquals(640, ImageIO.read(directory.resolve("learning-curve.png").toFile()).getWidth());
  }

  @Test
  void trainsForEpochs() {
    Run run = train("--generate", "250", "--epochs", "2", "--sampling", "shuffled", "--evaluate", "1", "--no-plot");
    assertTrue(run.out().stream().anyMatch(line -> line.startsWith("6 steps in ")), String.join("\n", run.out()));
  }

  @Test
  void answersWrongArgumentsWithOneLine() {
    assertWrongArguments("--steps and --epochs exclude each other", "--steps", "1", "--epochs", "1");
    assertWrongArguments("--steps 0 must be at least 1", "--steps", "0");
    assertWrongArguments("--epochs -3 must be at least 1", "--epochs", "-3");
    assertWrongArguments("--batch-size 0 must be at least 1", "--batch-size", "0");
    assertWrongArguments("--learning-rate NaN must be finite and above 0", "--learning-rate", "NaN");
    assertWrongArguments("--threads 0 must lie between 1 and 256", "--threads", "0");
    assertWrongArguments("--evaluate -1 must be at least 0", "--evaluate", "-1");
    assertWrongArguments("Invalid value for option '--seed': 'x' is not a long", "--seed", "x");
  }

  @Test
  void answersAnOutputThatIsAFileWithOneLineBeforeItTrains() throws IOException {
    Files.writeString(directory.resolve("file"), "");
    Run run = Run.of(TwoLayerNetTrainer::new, "--output", file("file"));
    assertEquals(
        List.of("TwoLayerNetTrainer: " + file("file") + " is a file, but a directory is needed there"), run.err());
    assertEquals(1, run.exitCode());
    assertEquals(List.of(), run.out());
  }

  @Test
  void answersWeightsThatCannotBeAFileWithOneLineBeforeItTrains() throws IOException {
    assertWrongArguments("--weights '" + directory + "' is a directory; give the path of a file",
        "--weights", directory.toString());
    Files.writeString(directory.resolve("file"), "");
    Run run = train("--weights", directory.resolve("file").resolve("net").toString());
    assertEquals(
        List.of("TwoLayerNetTrainer: " + file("file") + " is a file, but a directory is needed there"), run.err());
    assertEquals(1, run.exitCode());
    assertEquals(List.of(), run.out());
  }

  @Test
  void answersALearningRateThatBreaksTheLossWithOneLine() {
    Run run = train("--generate", "100", "--steps", "100", "--learning-rate", "1e38", "--no-plot");
    assertEquals(1, run.exitCode());
    assertEquals(1, run.err().size(), String.join("\n", run.err()));
    assertTrue(run.err().getFirst().contains("(learning rate 1.0E38)"), run.err().getFirst());
  }

  @Test
  void describesEveryOption() {
    Run run = Run.of(TwoLayerNetTrainer::new, "--help");
    assertEquals(0, run.exitCode());
    String help = String.join("\n", run.out());
    for (String option : List.of("--data", "--download", "--mirror", "--generate", "--steps", "--epochs",
        "--batch-size", "--learning-rate", "--sampling", "--seed", "--threads", "--evaluate", "--output", "--weights",
        "--[no-]plot")) {
      assertTrue(help.contains("      " + option), option + " is not in\n" + help);
    }
  }

  private Run train(String... args) {
    List<String> all = new ArrayList<>(List.of("--output", directory.toString()));
    all.addAll(List.of(args));
    return Run.of(TwoLayerNetTrainer::new, all.toArray(new String[0]));
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private static void assertWrongArguments(String complaint, String... args) {
    Run run = Run.of(TwoLayerNetTrainer::new, args);
    assertEquals(List.of("TwoLayerNetTrainer: " + complaint + " (try --help)"), run.err());
    assertEquals(2, run.exitCode());
    assertEquals(List.of(), run.out());
  }
}
