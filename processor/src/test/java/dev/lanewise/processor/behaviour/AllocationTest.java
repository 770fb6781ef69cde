package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.runtime.Workers;
import dev.lanewise.simd.Lanes;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Steps and predictions allocate nothing on any thread once they are compiled: vectors that HotSpot fails to keep in
/// registers would show as garbage.
@Tag("vector-width")
class AllocationTest {
  private static final int CALLS = 200;
  private static final int SERIES = 3;
  private static final int SAMPLES = 26;
  private static final int THREADS = 2;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void everyActivationAndEveryLossAllocatesNothing() {
    assumeTrue(Lanes.LENGTH <= FloatVector.SPECIES_PREFERRED.length(), "wider than the processor");
    Map<String, String> sources = sources();
    GeneratedModels models = GeneratedModels.compile(sources);
    try (Workers workers = Workers.sharingAll(THREADS)) {
      long[] threadIds = threadIds(workers);
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Model model = models.create(source.getKey(), 1);
        MiniBatch batch = Batches.random(model, SAMPLES, false, 1);
        Workspace workspace = model.workspace(SAMPLES, workers);
        float[] gradient = new float[model.layout().length()];
        float[] predictions = new float[SAMPLES * model.outputWidth()];
        settles("trainStep of " + source.getValue(), threadIds, () -> model.trainStep(batch, 1e-4f, workspace));
        settles("gradient of " + source.getValue(), threadIds,
            () -> model.lossAndGradient(batch, gradient, workspace));
        settles("predict of " + source.getValue(), threadIds,
            () -> model.predict(batch.samples(), SAMPLES, predictions, workspace));
      }
    }
  }

  /// One network for each loss; together, and in rows with one and with two activations, they have every activation.
  private static Map<String, String> sources() {
    List<String> rows = new ArrayList<>();
    List<String> kinds = RandomNetwork.ACTIVATIONS;
    for (int i = 0; i < RandomNetwork.LOSSES.size(); i++) {
      rows.add("@Dense(35) @" + kinds.get(i) + " Layer first, @Dense(value = 20, bias = false) @" + kinds.get(i + 1)
          + " @" + kinds.get((i + 4) % kinds.size()) + " Layer second, @Dense(10) Layer last");
    }
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      sources.put("Net" + i, GeneratedModels.IMPORTS + "@Network(input = 18, loss = " + RandomNetwork.LOSSES.get(i)
          + ".class) public record Net" + i + "(" + rows.get(i) + ") {}");
    }
    // Losses of one's own: loops with several reductions, functions in them, and positions.
    for (String name : List.of("Tversky", "Entropy", "MaxMargin")) {
      RowLoss.ALL.stream().filter(loss -> loss.name().equals(name))
          .forEach(loss -> sources.put(name, loss.source()));
    }
    // Functions that call others: a power is three handles deep.
    sources.put("Powers", GeneratedModels.IMPORTS + """
        @Network(input = 18, loss = Powers.Root.class)
        public record Powers(
            @Dense(35) @Apply(Powers.Waves.class) Layer first, @Dense(10) @Apply(Powers.Steps.class) Layer last) {
          @Activation @dev.lanewise.formula.Formula("sin(x) * pow(x * x + 1, 0.3) + atan(x) * cos(x)")
          static final class Waves { static float of(float x) { return x; } }
          @Activation @dev.lanewise.formula.Formula("x + 0.1 * floor(x) + 0.1 * rint(2 * x)")
          static final class Steps { static float of(float x) { return x; } }
          @Loss @dev.lanewise.formula.Formula("pow((prediction - target) * (prediction - target) + 1, 0.6)")
          static final class Root {}
        }
        """);
    sources.put("Noisy", GeneratedModels.IMPORTS + """
        @InputNoise(0.1) @Network(input = 50, loss = MeanSquaredError.class)
        public record Noisy(
            @Dense(35) @Relu @Dropout(0.5) Layer first, @Frozen @Dense(20) @Dropout(0.1) Layer second,
            @LearningRateScale(0.1) @Dense(10) Layer last) {}
        """);
    sources.put("Taught", GeneratedModels.IMPORTS + """
        @L1(1e-3) @L2(1e-3) @Network(input = 18, loss = MeanSquaredError.class)
        public record Taught(
            @Dense(35) @Apply(value = Both.class, args = 0.5, per = Per.UNIT) Layer first,
            @Dense(10) @Apply(value = Both.class, args = 2) Layer last) {
          @Activation
          @dev.lanewise.formula.Formula(
              value = "a * tanh(scale * x) + softplus(b * x)", parameters = {"x", "a", "scale", "b"})
          static class Both {
            static float of(float x, @Learnt(0.5) float a, float scale, @Learnt(0.1) float b) {
              return x;
            }
          }
        }
        """);
    return sources;
  }

  private static long[] threadIds(Workers workers) {
    long[] ids = new long[workers.threads()];
    workers.run(thread -> ids[thread] = Thread.currentThread().threadId());
    return ids;
  }

  /// Runs an action until some series of calls in a row have allocated nothing: when the compiler is done, and whether
  /// it compiles something once more, depends on the machine. A boxed vector is garbage in every series.
  private void settles(String name, long[] threadIds, Runnable action) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    for (int series = 0; series < SERIES; ) {
      long allocated = allocatedBy(action, threadIds);
      series = allocated == 0 ? series + 1 : 0;
      if (System.nanoTime() > limit) {
        fail(name + " still allocates " + allocated + " bytes in " + CALLS + " calls");
      }
    }
  }

  private long allocatedBy(Runnable action, long[] threadIds) {
    long before = allocated(threadIds);
    for (int call = 0; call < CALLS; call++) {
      action.run();
    }
    return allocated(threadIds) - before;
  }

  private long allocated(long[] threadIds) {
    long sum = 0;
    for (long id : threadIds) {
      sum += threads.getThreadAllocatedBytes(id);
    }
    return sum;
  }
}
