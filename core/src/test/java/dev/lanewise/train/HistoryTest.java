package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private final History history = new History(
      new float[] {2, 1, 0.5f},
      List.of(
          new HistoryPoint(2, 1, 0.25, 1.5, Optional.of(new Evaluation(1.25, 0.5, 8))),
          new HistoryPoint(3, 2, 0.5, 0.5, Optional.of(new Evaluation(0.75, Double.NaN, 8))),
          new HistoryPoint(4, 2, 0.5, 0.5, Optional.empty())),
      30, 0.5, 0.25, StopReason.FINISHED);

  @Test
  void csvLeavesEmptyWhatIsNotKnown() {
    assertEquals(
        """
        step,epoch,seconds,train_loss,validation_loss,validation_accuracy
        2,1,0.250,1.5,1.25,0.5
        3,2,0.500,0.5,0.75,
        4,2,0.500,0.5,,
        """,
        history.toCsv());
    assertEquals("step,loss\n1,2.0\n2,1.0\n3,0.5\n", history.lossesToCsv());
  }

  @Test
  void writesTheCsvToAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("history.csv");
    Files.writeString(file, "old ".repeat(1000));
    history.writeCsv(file);
    assertEquals(history.toCsv(), Files.readString(file));
  }

  @Test
  void stepsCountFromOne() {
    assertEquals(2, history.loss(1));
    assertEquals(0.5f, history.loss(3));
    assertEquals(
        "step 0 was not taken; steps count from 1, and there are 3",
        assertThrows(IndexOutOfBoundsException.class, () -> history.loss(0)).getMessage());
    assertEquals(
        "step 4 was not taken; steps count from 1, and there are 3",
        assertThrows(IndexOutOfBoundsException.class, () -> history.loss(4)).getMessage());
  }

  @Test
  void cannotBeChangedThroughItsArrays() {
    history.losses()[0] = 7;
    assertEquals(2, history.loss(1));
  }

  @Test
  void summarisesItself() {
    assertEquals(
        "3 steps in 0.5 s (120 samples/s), mean train loss 0.5000 (last 1 step), validation loss 0.7500",
        history.toString());
    History twoSteps = new History(
        new float[] {2, 1}, List.of(new HistoryPoint(2, 1, 0.25, 1.5, Optional.empty())), 20, 0.5, 0.5,
        StopReason.FINISHED);
    assertEquals("2 steps in 0.5 s (40 samples/s), mean train loss 1.5000 (last 2 steps)", twoSteps.toString());
  }
}
