package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import dev.lanewise.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// What a model refuses, in words, and that it stays as it was; copies, snapshots and files.
class RefusalTest {
  private static GeneratedModels models;

  @TempDir
  private Path folder;

  private final Model model = models.create("Classifier", 1);
  private final Workspace workspace = model.workspace(4);

  @BeforeAll
  static void compile() {
    models = GeneratedModels.compile(Map.of(
        "Classifier", GeneratedModels.IMPORTS + "@Network(input = 5, loss = SoftmaxCrossEntropy.class)"
            + " public record Classifier(@Dense(18) @Relu Layer hidden, @Dense(3) Layer logits) {}",
        "Fitter", GeneratedModels.IMPORTS + "@Network(input = 5, loss = MeanSquaredError.class)"
            + " public record Fitter(@Dense(17) @Relu Layer hidden, @Dense(3) Layer prediction) {}",
        "Lossless", GeneratedModels.IMPORTS + "@Network(input = 5)"
            + " public record Lossless(@Dense(3) @Tanh Layer out) {}"));
  }

  @Test
  void refusesAMiniBatchOfAnotherSize() {
    refuses("a mini-batch of 5 samples does not fit a workspace for 1 to 4",
        () -> model.trainStep(Batches.random(model, 5, false, 1), 0.1f, workspace));
    MiniBatch empty = Batches.random(model, 4, false, 1);
    empty.setSize(0);
    refuses("a mini-batch of 0 samples", () -> model.trainStep(empty, 0.1f, workspace));
    refuses("capacity 0 must be at least 1", () -> model.workspace(0));
  }

  @Test
  void refusesALearningRateThatIsNoneAndStaysAsItWas() {
    float[] before = model.parameters().clone();
    MiniBatch batch = Batches.random(model, 4, false, 1);
    for (float rate : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -0.5f}) {
      refuses("learningRate " + rate + " must be finite and at least 0", () -> model.trainStep(batch, rate, workspace));
    }
    model.trainStep(batch, 0, workspace);
    assertArrayEquals(before, model.parameters());
  }

  @Test
  void namesTheArrayThatIsNull() {
    assertEquals("samples", assertThrows(NullPointerException.class, () -> model.predict(null)).getMessage());
    assertEquals("into", assertThrows(
        NullPointerException.class, () -> model.predict(new float[5], 1, null, workspace)).getMessage());
  }

  @Test
  void refusesTheWorkspaceOfAnotherNetwork() {
    Workspace other = models.create("Fitter", 1).workspace(4);
    refuses("made by another network than Classifier",
        () -> model.loss(Batches.random(model, 4, false, 1), null, other));
    refuses("made by another network than Classifier",
        () -> model.predict(new float[5], 1, new float[3], other));
  }

  @Test
  void refusesLabelsOutOfRangeAndTargetsThatAreMissing() {
    MiniBatch batch = Batches.random(model, 4, false, 1);
    batch.labels()[2] = 3;
    refuses("label 3 of sample 2 of the mini-batch must lie between 0 and 2",
        () -> model.trainStep(batch, 0.1f, workspace));
    batch.labels()[2] = -1;
    refuses("label -1 of sample 2", () -> model.loss(batch, null, workspace));
    MiniBatch targets = new MiniBatch(4, 5, TargetKind.TARGETS, 3, false);
    targets.setSize(4);
    refuses("Classifier needs labels", () -> model.trainStep(targets, 0.1f, workspace));
    Model fitter = models.create("Fitter", 1);
    refuses("Fitter needs targets", () -> fitter.trainStep(batch, 0.1f, fitter.workspace(4)));
  }

  @Test
  void refusesArraysOfTheWrongLength() {
    refuses("7 numbers are no whole number of samples", () -> model.predict(new float[7]));
    refuses("samples holds 9 numbers", () -> model.predict(new float[9], 2, new float[6], workspace));
    refuses("into holds 5 numbers", () -> model.predict(new float[10], 2, new float[5], workspace));
    refuses("count -1 must be at least 0", () -> model.predict(new float[10], -1, new float[6], workspace));
    refuses("gradient holds 3 numbers",
        () -> model.lossAndGradient(Batches.random(model, 4, false, 1), new float[3], workspace));
    refuses("no parameter 'hidden.wait'", () -> model.parameter("hidden.wait"));
    refuses("hidden.bias [18] takes 18 values, not 2", () -> model.setParameter("hidden.bias", new float[2]));
  }

  @Test
  void refusesWeightsOfSamplesThatAreNoWeights() {
    for (float weight : new float[] {-1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      MiniBatch batch = Batches.random(model, 4, true, 1);
      batch.weights()[1] = weight;
      refuses("weight", () -> model.trainStep(batch, 0.1f, workspace));
    }
  }

  @Test
  void aNetworkWithoutALossPredictsAndSaysWhyItDoesNotTrain() {
    Model lossless = models.create("Lossless", 1);
    assertEquals(6, lossless.predict(new float[10]).length);
    MiniBatch batch = new MiniBatch(2, 5, TargetKind.LABELS, 1, false);
    batch.setSize(2);
    String message = assertThrows(
        IllegalStateException.class, () -> lossless.trainStep(batch, 0.1f, lossless.workspace(2))).getMessage();
    assertTrue(message.startsWith("Lossless has no loss: "), message);
  }

  @Test
  void aSnapshotRefusesEveryChange() throws IOException {
    Model snapshot = model.snapshot();
    Path file = folder.resolve("a.safetensors");
    snapshot.save(file);
    Executable[] changes = {
      () -> snapshot.trainStep(Batches.random(model, 4, false, 1), 0.1f, snapshot.workspace(4)),
      () -> snapshot.setParameter("logits.bias", new float[3]),
      () -> snapshot.load(file),
      () -> snapshot.update(parameters -> { }),
      snapshot::parameters
    };
    for (Executable change : changes) {
      String message = assertThrows(IllegalStateException.class, change).getMessage();
      assertTrue(message.startsWith("a snapshot of Classifier cannot be changed"), message);
    }
  }

  @Test
  void copiesAndSnapshotsAreIndependent() {
    Model copy = model.copy();
    Model snapshot = model.snapshot();
    String before = Training.hash(model);
    model.trainStep(Batches.random(model, 4, false, 1), 0.1f, workspace);
    assertFalse(before.equals(Training.hash(model)));
    assertEquals(before, Training.hash(copy));
    assertEquals(before, Training.hash(snapshot));
    copy.trainStep(Batches.random(model, 4, false, 1), 0.1f, workspace);
    assertEquals(Training.hash(model), Training.hash(copy));
    assertNotSame(model.parameters(), copy.parameters());
  }

  @Test
  void aSnapshotTakenDuringTrainingIsThatOfSomeStep() throws InterruptedException {
    int steps = 3_000;
    MiniBatch batch = Batches.random(model, 4, false, 1);
    Model replay = model.copy();
    Set<String> hashes = new HashSet<>();
    hashes.add(Training.hash(replay));
    for (int step = 0; step < steps; step++) {
      replay.trainStep(batch, 0.01f, workspace);
      hashes.add(Training.hash(replay));
    }
    Thread trainer = new Thread(() -> {
      for (int step = 0; step < steps; step++) {
        model.trainStep(batch, 0.01f, workspace);
      }
    });
    trainer.start();
    do {
      assertTrue(hashes.contains(Training.hash(model.snapshot())), "a snapshot was torn");
    } while (trainer.isAlive());
    trainer.join();
    assertEquals(Training.hash(replay), Training.hash(model));
  }

  @Test
  void savedParametersComeBackBitForBit() throws IOException {
    Path file = folder.resolve("a.safetensors");
    model.save(file);
    Model other = models.create("Classifier", 2);
    other.load(file);
    assertArrayEquals(model.parameters(), other.parameters());
  }

  @Test
  void aFileOfAnotherNetworkIsRefusedRowByRow() throws IOException {
    Path file = folder.resolve("a.safetensors");
    models.create("Fitter", 1).save(file);
    String message = refusesToLoad(file);
    for (String part : new String[] {"hidden.weight", "[18, 5]", "[17, 5]", "another shape", "logits.weight",
        "missing in the file", "prediction.weight", "not in the network"}) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    Path file = folder.resolve("a.safetensors");
    model.save(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 4, 8, 60, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertTrue(refusesToLoad(file).contains("a.safetensors"), "the message names the file");
    }
    Files.writeString(file, "These are not weights but a sentence about them.");
    refusesToLoad(file);
    Files.delete(file);
    refusesToLoad(file);
  }

  private String refusesToLoad(Path file) {
    float[] before = model.parameters().clone();
    String message = assertThrows(IOException.class, () -> model.load(file)).getMessage();
    assertArrayEquals(before, model.parameters(), "the model is as it was");
    return message;
  }

  private static void refuses(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
