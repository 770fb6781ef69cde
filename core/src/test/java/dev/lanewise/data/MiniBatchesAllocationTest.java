package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.lanewise.MiniBatch;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MiniBatchesAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void drawingAMiniBatchAllocatesNothing(Sampling sampling) {
    float[] weights = new float[20];
    weights[7] = 1;
    Dataset data = Dataset.ofBytes(new byte[60], 3, 1).labels(new int[20]).weights(weights);
    MiniBatches batches = MiniBatches.of(data, 7, sampling, 1);
    MiniBatch batch = batches.miniBatch();
    run(batches, batch);
    long least = Long.MAX_VALUE;
    // the first rounds may load a class or compile; what remains in every round is the code's own
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      run(batches, batch);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  private static void run(MiniBatches batches, MiniBatch batch) {
    for (int step = 0; step < 200; step++) {
      batches.next(batch);
    }
  }
}
