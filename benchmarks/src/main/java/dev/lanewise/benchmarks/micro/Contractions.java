package dev.lanewise.benchmarks.micro;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.benchmarks.workload.ReproducibleNumbers;
import dev.lanewise.benchmarks.workload.SweepNetworks;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.runtime.Workers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The products of a network of two rows of one width, by width and mini-batch, on one thread: forward alone, forward
/// with the gradients by inputs and weights, and with the update instead of stored gradients.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Contractions {
  /// The width of the input and of both rows: one of [SweepNetworks#ALL].
  @Param({"10", "50", "64", "100", "257", "512"})
  public int width;

  /// Samples.
  @Param({"1", "32", "100"})
  public int batchSize;

  private Model model;
  private MiniBatch batch;
  private Workspace workspace;
  private float[] predictions;
  private float[] gradient;

  /// Makes the model and a mini-batch.
  @Setup
  public void prepare() {
    model = SweepNetworks.ALL.stream().filter(network -> network.width() == width).findFirst().orElseThrow()
        .create().apply(1);
    batch = new MiniBatch(batchSize, width, model.targetKind(), model.targetWidth(), false);
    batch.setSize(batchSize);
    ReproducibleNumbers.fill(batch.samples(), Workload.SAMPLES);
    ReproducibleNumbers.fill(batch.targets(), Workload.TARGETS);
    workspace = model.workspace(batchSize, Workers.callerOnly());
    predictions = new float[batchSize * width];
    gradient = new float[model.layout().length()];
  }

  /// The forward products.
  @Benchmark
  public float[] forward() {
    model.predict(batch.samples(), batchSize, predictions, workspace);
    return predictions;
  }

  /// Forward products, loss, and the products of the gradients.
  @Benchmark
  public double gradient() {
    return model.lossAndGradient(batch, gradient, workspace);
  }

  /// A whole step.
  @Benchmark
  public double step() {
    return model.trainStep(batch, 1e-3f, workspace);
  }
}
