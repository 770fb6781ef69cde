package dev.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Link;
import dev.lanewise.Model;
import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import dev.lanewise.TargetKind;
import dev.lanewise.Workspace;
import dev.lanewise.reference.ReferenceNetwork;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Kernels here are slow for as long as the test says so.
class WarmUpTest {
  /// So many that a call may take 20 µs; a slow one takes ten times as long.
  private static final int INSTRUCTIONS = 20_000;
  private static final long SLOW_NANOSECONDS = 200_000;

  @Test
  void vectorsAreUsedOnceEveryKernelOfTheStageIsFast() {
    Doubling model = new Doubling(VectorUse.COMPILED);
    Workspace workspace = model.workspace(12);
    predict(model, workspace);
    assertTrue(model.called.isEmpty(), "the first pass goes first");
    predict(model, workspace);
    assertTrue(model.called.containsAll(List.of("FORWARD 0", "FORWARD 1")), () -> model.called.toString());
    assertFalse(model.usedVectors);
    model.slow.remove("FORWARD 0");
    predict(model, workspace);
    assertFalse(model.usedVectors, "one of two is slow");
    model.slow.remove("FORWARD 1");
    predictUntilVectors(model, workspace);
    assertTrue(model.usedVectors);
    model.called.clear();
    predict(model, workspace);
    assertTrue(model.usedVectors);
    assertTrue(model.called.isEmpty(), "nothing is left to do");
  }

  @Test
  void fewSamplesHaveKernelsOfTheirOwn() {
    Doubling model = new Doubling(VectorUse.COMPILED);
    model.slow.clear();
    Workspace workspace = model.workspace(12);
    predictUntilVectors(model, workspace);
    assertTrue(model.usedVectors);
    for (Map.Entry<Integer, String> few : Map.of(11, "FORWARD_FEW 0", 4, "FORWARD_SINGLY 0").entrySet()) {
      workspace = model.workspace(few.getKey());
      model.slow.add(few.getValue());
      predict(model, workspace);
      assertFalse(model.usedVectors);
      assertTrue(model.called.contains(few.getValue()));
      model.slow.clear();
      predictUntilVectors(model, workspace);
      assertTrue(model.usedVectors);
    }
  }

  @Test
  void whatSettlesTheLossIsTheSecondKernelOfTheLoss() {
    Doubling model = new Doubling(VectorUse.COMPILED);
    Doubling.Buffers scratch = model.buffers(3, Workers.callerOnly());
    scratch.sampleLosses()[0] = Float.NaN;
    assertEquals(INSTRUCTIONS, model.callKernel(Stage.LOSS, 0, 0, scratch, new float[0]));
    assertTrue(model.callKernel(Stage.LOSS, 0, 1, scratch, new float[0]) > 0);
    assertEquals(0f, scratch.sampleLosses()[0], "a sum that is not finite leaves the gradient unread");
    assertEquals(0, model.callKernel(Stage.LOSS, 0, 2, scratch, new float[0]));
    assertEquals(0, model.callKernel(Stage.LOSS, 1, 1, scratch, new float[0]));
    assertEquals(0, model.callKernel(Stage.FORWARD_FEW, 0, 1, scratch, new float[0]));
  }

  @Test
  void theUseCanBeFixed() {
    for (VectorUse use : EnumSet.of(VectorUse.ALWAYS, VectorUse.NEVER)) {
      Doubling model = new Doubling(use);
      model.slow.clear();
      Workspace workspace = model.workspace(12);
      for (int pass = 0; pass < 3; pass++) {
        predict(model, workspace);
        assertEquals(use == VectorUse.ALWAYS, model.usedVectors);
      }
      assertTrue(model.called.isEmpty());
    }
  }

  @Test
  void aLongPassWaitsForVectors() {
    Doubling model = new Doubling(VectorUse.COMPILED);
    model.operations = 1_000_000_000L;
    model.slow.clear();
    predict(model, model.workspace(12));
    assertTrue(model.usedVectors);
  }

  @Test
  void predictionsCanBePrepared() {
    Doubling model = new Doubling(VectorUse.COMPILED);
    model.slow.clear();
    model.prepareToPredict();
    assertTrue(model.called.containsAll(List.of("FORWARD 0", "FORWARD 1", "FORWARD_FEW 0", "FORWARD_SINGLY 0")));
    predict(model, model.workspace(12));
    assertTrue(model.usedVectors);
    predict(model, model.workspace(1));
    assertTrue(model.usedVectors);
  }

  @Test
  void whereVectorsAreNeverUsedThereIsNothingToPrepare() {
    Doubling model = new Doubling(VectorUse.NEVER);
    model.prepareToPredict();
    assertTrue(model.called.isEmpty());
  }

  /// As often as it takes on a machine that is busy.
  private static void predictUntilVectors(Doubling model, Workspace workspace) {
    for (int pass = 0; pass < 100 && !model.usedVectors; pass++) {
      predict(model, workspace);
    }
  }

  private static void predict(Doubling model, Workspace workspace) {
    float[] samples = new float[workspace.capacity()];
    samples[0] = 3;
    float[] outputs = new float[samples.length];
    model.outputs(samples, samples.length, outputs, workspace);
    samples[0] = 6;
    assertArrayEquals(samples, outputs);
  }

  /// Doubles a number; its kernels do nothing, some of them slowly.
  private static final class Doubling extends CompiledModel<Doubling.Buffers> {
    private static final ParameterLayout LAYOUT =
        new ParameterLayout(List.of(new ParameterSlot("row.bias", List.of(1), 0, 16)));

    final Set<String> slow = new HashSet<>(Set.of("FORWARD 0", "FORWARD 1"));
    final List<String> called = new ArrayList<>();
    boolean usedVectors;
    long operations = 1;
    private final WarmUp warmUp;

    Doubling(VectorUse use) {
      super(new float[LAYOUT.length()], false);
      warmUp = new WarmUp(use, 1);
    }

    static final class Buffers extends CompiledWorkspace {
      final float[] rows;

      Buffers(int capacity, Workers workers) {
        super(Doubling.class, capacity, workers);
        rows = rows(capacity, 16);
      }
    }

    @Override
    protected WarmUp warmUp() {
      return warmUp;
    }

    @Override
    protected int callKernel(
        Stage stage, int row, int kernel, float[] parameters, Buffers buffers, float[] weights) {
      int kernels = switch (stage) {
        case FORWARD -> 2;
        case FORWARD_FEW, FORWARD_SINGLY, LOSS -> 1;
        default -> 0;
      };
      if (row > 0 || kernel >= kernels) {
        return 0;
      }
      String name = stage + " " + kernel;
      called.add(name);
      long end = System.nanoTime() + SLOW_NANOSECONDS;
      while (slow.contains(name) && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      return INSTRUCTIONS;
    }

    @Override
    protected Buffers buffers(int capacity, Workers workers) {
      return new Buffers(capacity, workers);
    }

    @Override
    protected long forwardOperations() {
      return operations;
    }

    @Override
    protected void forward(float[] parameters, Buffers buffers, Share share) {
      usedVectors = buffers.usesVectors(Stage.FORWARD, 0);
      for (int row = 0; row < buffers.size(); row++) {
        buffers.rows[row * 16] = 2 * buffers.samples()[buffers.samplesAt() + row];
      }
    }

    @Override
    protected float[] outputRows(Buffers buffers) {
      return buffers.rows;
    }

    @Override
    protected int outputStride() {
      return 16;
    }

    @Override
    protected void lossRows(float[] parameters, Buffers buffers, Share share, int lanesAt) {}

    @Override
    protected float[] outputGradientRows(Buffers buffers) {
      return buffers.rows;
    }

    @Override
    protected void backward(float[] parameters, Buffers buffers, Share share) {}

    @Override
    protected void gradient(float[] parameters, float[] gradient, Buffers buffers, Share share) {}

    @Override
    protected void update(float[] parameters, Buffers buffers, float negativeLearningRate, Share share) {}

    @Override
    public String name() {
      return "Doubling";
    }

    @Override
    public int inputWidth() {
      return 1;
    }

    @Override
    public int outputWidth() {
      return 1;
    }

    @Override
    public TargetKind targetKind() {
      return TargetKind.TARGETS;
    }

    @Override
    public Link link() {
      return Link.IDENTITY;
    }

    @Override
    public ParameterLayout layout() {
      return LAYOUT;
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public Model copy() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Model snapshot() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ReferenceNetwork referenceNetwork() {
      throw new UnsupportedOperationException();
    }
  }
}
