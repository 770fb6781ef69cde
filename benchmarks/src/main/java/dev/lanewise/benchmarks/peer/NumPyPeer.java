package dev.lanewise.benchmarks.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.benchmarks.machine.FloatPeak;
import dev.lanewise.benchmarks.measure.Timing;
import dev.lanewise.benchmarks.workload.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The book's formulas in NumPy, if `python3` has it: a process of its own, with as many threads as NumPy takes.
public final class NumPyPeer {
  private static final String SCRIPT = "numpy_steps.py";

  private NumPyPeer() {}

  /// What NumPy needed.
  ///
  /// @param name with the version
  /// @param timing of single steps
  /// @param loss at step 100
  /// @param peak of one core, measured right after, in GFLOP/s
  public record Result(String name, Timing timing, double loss, double peak) {}

  /// Times steps on one thread; nothing if there is no NumPy.
  ///
  /// @param seconds that are timed
  public static Optional<Result> run(Workload workload, double seconds) {
    try {
      Path script = Files.createTempFile("numpy", ".py");
      try (InputStream source = NumPyPeer.class.getResourceAsStream(SCRIPT)) {
        Files.write(script, source.readAllBytes());
        return run(script, workload, seconds);
      } finally {
        Files.delete(script);
      }
    } catch (IOException e) {
      return Optional.empty(); // there is no python3
    }
  }

  private static Optional<Result> run(Path script, Workload workload, double seconds) throws IOException {
    String widths = Arrays.stream(workload.widths()).mapToObj(String::valueOf).collect(Collectors.joining("-"));
    ProcessBuilder builder = new ProcessBuilder("python3", script.toString(), widths, workload.hidden().name(),
        workload.loss().name(), "" + workload.batchSize(), "" + workload.learningRate(), "" + seconds,
        "" + Workload.BATCHES);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    builder.environment().put("MKL_NUM_THREADS", "1");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!ended(process)) {
      return Optional.empty();
    }
    JsonNode result = new ObjectMapper().readTree(output);
    double[] micros = new double[result.get("micros").size()];
    Arrays.setAll(micros, i -> result.get("micros").get(i).asDouble());
    FloatPeak.warmUp();
    long nanos = (long) (1e3 * Timing.of(micros).median());
    return Optional.of(new Result("NumPy " + result.get("version").asText(), Timing.of(micros),
        result.get("loss").asDouble(), FloatPeak.measure(nanos)));
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
