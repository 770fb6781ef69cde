package dev.lanewise.benchmarks.micro;

import dev.lanewise.benchmarks.workload.ReproducibleNumbers;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.simd.Lanes;
import dev.lanewise.simd.VectorFunctions;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Functions over an array in the first cache, called as generated code does. Times are for each element.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Functions {
  private static final int COUNT = 1024;

  private final float[] x = ReproducibleNumbers.array(Workload.SAMPLES, 0, COUNT);
  private final float[] y = new float[COUNT];

  /// `exp(x)`.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public float[] exp() throws Throwable {
    for (int at = 0; at < COUNT; at += Lanes.LENGTH) {
      ((FloatVector) VectorFunctions.EXP.invokeExact(FloatVector.fromArray(Lanes.SPECIES, x, at))).intoArray(y, at);
    }
    return y;
  }

  /// `log(x)`.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public float[] log() throws Throwable {
    for (int at = 0; at < COUNT; at += Lanes.LENGTH) {
      ((FloatVector) VectorFunctions.LOG.invokeExact(FloatVector.fromArray(Lanes.SPECIES, x, at))).intoArray(y, at);
    }
    return y;
  }

  /// `tanh(x)`.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public float[] tanh() throws Throwable {
    for (int at = 0; at < COUNT; at += Lanes.LENGTH) {
      ((FloatVector) VectorFunctions.TANH.invokeExact(FloatVector.fromArray(Lanes.SPECIES, x, at))).intoArray(y, at);
    }
    return y;
  }

  /// `sigmoid(x)`.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public float[] sigmoid() throws Throwable {
    for (int at = 0; at < COUNT; at += Lanes.LENGTH) {
      ((FloatVector) VectorFunctions.SIGMOID.invokeExact(FloatVector.fromArray(Lanes.SPECIES, x, at))).intoArray(y, at);
    }
    return y;
  }
}
