package dev.lanewise.benchmarks.micro;

import dev.lanewise.ParameterSlot;
import dev.lanewise.benchmarks.workload.ReproducibleNumbers;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.simd.Rows;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The softmax of a row, and the logarithm of its sum of exponentials, as the loss of a sample needs them.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SoftmaxRow {
  /// Outputs in the row.
  @Param({"10", "100", "1000"})
  public int width;

  private float[] row;
  private float[] softmax;

  /// Makes the row.
  @Setup
  public void fill() {
    row = ReproducibleNumbers.array(Workload.SAMPLES, 0, ParameterSlot.padded(width));
    softmax = new float[row.length];
  }

  /// One row.
  @Benchmark
  public float softmax() {
    return Rows.softmax(row, 0, width, softmax, 0);
  }
}
