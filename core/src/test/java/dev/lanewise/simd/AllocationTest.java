package dev.lanewise.simd;

import static dev.lanewise.simd.Lanes.LENGTH;
import static dev.lanewise.simd.Lanes.SPECIES;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Vectors that HotSpot fails to keep in registers show as garbage.
@Tag("vector-width")
class AllocationTest {
  private static final int ROUNDS = 200;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void functionsInACompiledLoopAllocateNothing() {
    assumeTrue(LENGTH <= FloatVector.SPECIES_PREFERRED.length(), "wider than the processor");
    settles("exp", AllocationTest::exp);
    settles("expm1", AllocationTest::expm1);
    settles("log", AllocationTest::log);
    settles("log1p", AllocationTest::log1p);
    settles("tanh", AllocationTest::tanh);
    settles("sigmoid", AllocationTest::sigmoid);
    settles("softplus", AllocationTest::softplus);
    settles("erf", AllocationTest::erf);
  }

  @Test
  void severalFunctionsInOneLoopAllocateNothingThroughTheirHandles() {
    assumeTrue(LENGTH <= FloatVector.SPECIES_PREFERRED.length(), "wider than the processor");
    settles("first four", AllocationTest::firstFour);
    settles("last four", AllocationTest::lastFour);
  }

  @Test
  void rowsAllocateNothing() {
    assumeTrue(LENGTH <= FloatVector.SPECIES_PREFERRED.length(), "wider than the processor");
    settles("sum", values -> values[0] = Rows.sum(values, 0, values.length));
    settles("max", values -> values[0] = Rows.max(values, 0, 100));
    settles("argMax", values -> values[0] = Rows.argMax(values, 0, 100));
    settles("allFinite", values -> values[0] = Rows.allFinite(values, 0, 100) ? 1f : 0f);
    settles("softmax", values -> Rows.softmax(values, 0, 10, values, 0));
    float[] other = new float[256];
    settles("transpose", values -> Panels.transpose(values, 0, 16, 16, 16, other, 16, 0));
  }

  @Test
  void noiseAllocatesNothing() {
    assumeTrue(LENGTH <= FloatVector.SPECIES_PREFERRED.length(), "wider than the processor");
    for (int width : new int[] {20, 35, 50, 100}) {
      settles("mask of " + width, values -> VectorNoise.fillMask(values, 0, width, width, 1 << 20, 1f));
      settles("noise of " + width, values -> VectorNoise.addGaussian(values, 0, width, width, 0.1f));
    }
  }

  /// Runs an action until a series of rounds allocates nothing: when the compiler is done depends on the machine.
  private void settles(String name, Consumer<float[]> action) {
    float[] values = new float[512];
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    long allocated;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int round = 0; round < ROUNDS; round++) {
        action.accept(values);
      }
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
      if (System.nanoTime() > limit) {
        fail(name + " still allocates " + allocated + " bytes in " + ROUNDS + " rounds");
      }
    } while (allocated >= ROUNDS);
  }

  private static void firstFour(float[] values) {
    try {
      for (int i = 0; i < values.length; i += LENGTH) {
        FloatVector x = FloatVector.fromArray(SPECIES, values, i);
        FloatVector exp = (FloatVector) VectorFunctions.EXP.invokeExact(x);
        FloatVector expm1 = (FloatVector) VectorFunctions.EXPM1.invokeExact(x);
        FloatVector log = (FloatVector) VectorFunctions.LOG.invokeExact(x);
        FloatVector log1p = (FloatVector) VectorFunctions.LOG1P.invokeExact(x);
        exp.add(expm1).add(log).add(log1p).intoArray(values, i);
      }
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static void lastFour(float[] values) {
    try {
      for (int i = 0; i < values.length; i += LENGTH) {
        FloatVector x = FloatVector.fromArray(SPECIES, values, i);
        FloatVector tanh = (FloatVector) VectorFunctions.TANH.invokeExact(x);
        FloatVector sigmoid = (FloatVector) VectorFunctions.SIGMOID.invokeExact(x);
        FloatVector softplus = (FloatVector) VectorFunctions.SOFTPLUS.invokeExact(x);
        FloatVector erf = (FloatVector) VectorFunctions.ERF.invokeExact(x);
        tanh.add(sigmoid).add(softplus).add(erf).intoArray(values, i);
      }
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static void exp(float[] values) {
    for (int i = 0; i < values.length; i += LENGTH) {
      VectorMath.exp(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
    }
  }

  private static void expm1(float[] values) {
    for (int i = 0; i < values.length; i += LENGTH) {
      VectorMath.expm1(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
    }
  }

  private static void log(float[] values) {
    for (int i = 0; i < values.length; i += LENGTH) {
      VectorMath.log(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
    }
  }

  private static void log1p(float[] values) {
    for (int i = 0; i < values.length; i += LENGTH) {
      VectorMath.log1p(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
    }
  }

  private static void tanh(float[] values) {
    for (int i = 0; i < values.length; i += LENGTH) {
      VectorMath.tanh(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
    }
  }

  private static void sigmoid(float[] values) {
    for (int i = 0; i < values.length; i += LENGTH) {
      VectorMath.sigmoid(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
    }
  }

  private static void softplus(float[] values) {
    for (int i = 0; i < values.length; i += LENGTH) {
      VectorMath.softplus(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
    }
  }

  private static void erf(float[] values) {
    for (int i = 0; i < values.length; i += LENGTH) {
      VectorMath.erf(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
    }
  }
}
