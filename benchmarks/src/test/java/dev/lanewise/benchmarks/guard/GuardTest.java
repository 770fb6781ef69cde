package dev.lanewise.benchmarks.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.benchmarks.run.StartUpBenchmark;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.benchmarks.workload.Workloads;
import dev.lanewise.runtime.Workers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What has to hold for the workloads to be fast and right, without a clock: no garbage, and the same bits whatever the
/// number of threads and the width of vectors.
class GuardTest {
  static final List<Workload> WORKLOADS = Workloads.ALL;

  private static final int SERIES = 3;
  private static final String FEW_STEPS = "2";
  private static final String MANY_STEPS = "400";
  private static final int THREADS = 2;

  /// About as many operations as a series of steps has.
  private static final double OPERATIONS = 1e9;

  /// The hash of each workload's weights, as the first process found it.
  private static final Map<String, String> HASHES = new HashMap<>();

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @FieldSource("WORKLOADS")
  void aStepAllocatesNothingOnAnyThread(Workload workload) {
    Model model = workload.model();
    MiniBatch batch = workload.miniBatch(model, 0);
    int steps = (int) Math.clamp(OPERATIONS / workload.stepOperations(), 1, 200);
    try (Workers workers = Workers.sharingAll(THREADS)) {
      long[] ids = new long[THREADS];
      workers.run(thread -> ids[thread] = Thread.currentThread().threadId());
      Workspace workspace = model.workspace(workload.batchSize(), workers);
      long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      for (int clean = 0; clean < SERIES; ) {
        long before = allocated(ids);
        for (int step = 0; step < steps; step++) {
          model.trainStep(batch, 1e-6f, workspace);
        }
        long bytes = allocated(ids) - before;
        clean = bytes == 0 ? clean + 1 : 0;
        if (System.nanoTime() > limit) {
          fail(workload.name() + " still allocates " + bytes + " bytes in " + steps + " steps");
        }
      }
    }
  }

  private long allocated(long[] ids) {
    long sum = 0;
    for (long id : ids) {
      sum += threads.getThreadAllocatedBytes(id);
    }
    return sum;
  }

  /// W3 is out of reach before its kernels are compiled; tests of the processor have smaller networks like it.
  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void weightsHaveTheSameBitsWithAnyNumberOfThreadsAtAnyVectorWidth(int bits)
      throws IOException, InterruptedException {
    assumeTrue(bits <= FloatVector.SPECIES_PREFERRED.vectorBitSize(), "wider than the processor");
    List<String> lines = hashes(List.of("-Dlanewise.vectors=always", "-Dlanewise.vectorBits=" + bits),
        FEW_STEPS, "W1", "W2", "W5/1", "W5/32", "W6");
    assertEquals(20, lines.size(), () -> String.join("\n", lines));
    for (String line : lines) {
      String[] words = line.split(" ");
      assertEquals(HASHES.computeIfAbsent(words[0], name -> words[1]), words[1], () -> line + " at " + bits + " bits");
    }
  }

  /// HotSpot is told to compile at once, so that vectors take over well before the last step.
  @Test
  void weightsHaveTheSameBitsWhenVectorsTakeOver() throws IOException, InterruptedException {
    List<String> vectors = hashes(List.of("-Dlanewise.vectors=always"), MANY_STEPS, "W1");
    List<String> takingOver = hashes(StartUpBenchmark.SHORT_RUN_FLAGS, MANY_STEPS, "W1");
    assertEquals(vectors, takingOver);
    assertEquals(4, vectors.size(), vectors::toString);
  }

  private static List<String> hashes(List<String> options, String steps, String... workloads)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules", "jdk.incubator.vector",
        "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.addAll(List.of(WeightHashes.class.getName(), steps));
    command.addAll(List.of(workloads));
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
    assertEquals(0, process.waitFor());
    return lines;
  }
}
