package dev.lanewise.runtime;

import dev.lanewise.Checks;
import dev.lanewise.Link;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import dev.lanewise.init.CounterRandom;
import dev.lanewise.init.Initializer;
import dev.lanewise.safetensors.DataType;
import dev.lanewise.safetensors.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// The part of a model that does not depend on the network: checks, the order of the passes, and the parameters'
/// keeping.
///
/// Generated subclasses supply the passes, of which every thread of a team runs its [Share].
///
/// @param <B> the generated class of the workspace
public abstract class CompiledModel<B extends CompiledWorkspace> implements Model {
  /// Samples in one go where the caller brings no workspace.
  private static final int DEFAULT_CAPACITY = 256;

  private final float[] parameters;
  private final boolean isSnapshot;
  private final Object parametersLock = new Object();

  /// Creates a model that owns the given parameters.
  ///
  /// @param parameters in internal order, as long as the layout says
  /// @param isSnapshot whether the model refuses to be changed
  /// @throws VectorModuleMissingException if the Java runtime lacks the Vector API
  protected CompiledModel(float[] parameters, boolean isSnapshot) {
    VectorModule.require();
    FusedMultiplyAdd.warnIfSlow();
    this.parameters = parameters;
    this.isSnapshot = isSnapshot;
  }

  /// Fills the weights of a tensor, from a stream of random numbers of its own.
  protected static void initialize(
      float[] parameters, ParameterLayout layout, String name, Initializer initializer, long seed) {
    int index = layout.index(name);
    ParameterSlot slot = layout.slots().get(index);
    float[] weights = new float[slot.count()];
    initializer.fill(weights, slot.inputs(), slot.outputs(), CounterRandom.of(seed, index));
    slot.write(weights, parameters);
  }

  /// Starts every element of a learnt parameter at a value.
  protected static void fill(float[] parameters, ParameterLayout layout, String name, float value) {
    ParameterSlot slot = layout.slot(name);
    Arrays.fill(parameters, slot.offset(), slot.offset() + slot.count(), value);
  }

  /// Makes the generated workspace.
  protected abstract B buffers(int capacity, Workers workers);

  /// Floating-point operations of the forward pass for one sample: matrix products only.
  protected abstract long forwardOperations();

  /// What has the vector code of the class compiled.
  protected abstract WarmUp warmUp();

  /// Calls one kernel of a row's part of a stage, for it to be compiled.
  ///
  /// @param kernel its number, from 0
  /// @param buffers with a few samples
  /// @param weights what is written instead of weights, with room for the largest tile
  /// @return about how many vector instructions it took; 0 if the part has no such kernel
  protected abstract int callKernel(
      Stage stage, int row, int kernel, float[] parameters, B buffers, float[] weights);

  /// Computes every row of the network. What is computed row by row next may need a barrier before it.
  protected abstract void forward(float[] parameters, B buffers, Share share);

  /// The array with what the last row gives.
  protected abstract float[] outputRows(B buffers);

  /// The distance of the rows of [#outputRows].
  protected abstract int outputStride();

  /// Computes the loss of the thread's samples, and its gradient where the backward pass begins.
  protected abstract void lossRows(float[] parameters, B buffers, Share share, int lanesAt);

  /// The array with the gradient that [#lossRows] computes.
  protected abstract float[] outputGradientRows(B buffers);

  /// Computes the gradients of every row's input.
  protected abstract void backward(float[] parameters, B buffers, Share share);

  /// Computes the parameter gradients.
  protected abstract void gradient(float[] parameters, float[] gradient, B buffers, Share share);

  /// Whether [#backwardAndUpdate] moves any weights.
  protected boolean movesWeightsBackward() {
    return false;
  }

  /// The backward pass of a step: computes the gradients of every row's input, and may move weights while they are at
  /// hand.
  protected void backwardAndUpdate(float[] parameters, B buffers, float negativeLearningRate, Share share) {
    backward(parameters, buffers, share);
  }

  /// Moves the parameters against their gradients, but for those that the backward pass of a step has moved.
  protected abstract void update(float[] parameters, B buffers, float negativeLearningRate, Share share);

  @Override
  public final float[] parameters() {
    requireChangeable();
    return parameters;
  }

  @Override
  public final Workspace workspace(int capacity, Workers workers) {
    return buffers(capacity, workers);
  }

  @Override
  public final void prepareToPredict() {
    warmUp().finish(this, Stage.mask(Stage.FORWARD, Stage.FORWARD_FEW, Stage.FORWARD_SINGLY, Stage.LINK));
  }

  @Override
  public final float[] predict(float[] samples) {
    return run(samples, link());
  }

  @Override
  public final void predict(float[] samples, int count, float[] into, Workspace workspace) {
    run(samples, count, into, mine(workspace), link());
  }

  @Override
  public final float[] outputs(float[] samples) {
    return run(samples, Link.IDENTITY);
  }

  @Override
  public final void outputs(float[] samples, int count, float[] into, Workspace workspace) {
    run(samples, count, into, mine(workspace), Link.IDENTITY);
  }

  private float[] run(float[] samples, Link link) {
    Objects.requireNonNull(samples, "samples");
    if (samples.length % inputWidth() != 0) {
      throw new IllegalArgumentException(samples.length + " numbers are no whole number of samples: "
          + name() + " takes " + inputWidth() + " for each");
    }
    int count = samples.length / inputWidth();
    float[] into = new float[Checks.product(count, outputWidth(), "the results")];
    if (count > 0) {
      run(samples, count, into, buffers(Math.min(count, DEFAULT_CAPACITY), Workers.callerOnly()), link);
    }
    return into;
  }

  private void run(float[] samples, int count, float[] into, B buffers, Link link) {
    Objects.requireNonNull(samples, "samples");
    Objects.requireNonNull(into, "into");
    Checks.atLeast(0, count, "count");
    Arguments.requireRows(samples.length, count, inputWidth(), "samples");
    Arguments.requireRows(into.length, count, outputWidth(), "into");
    for (int done = 0; done < count; done += buffers.capacity()) {
      int size = Math.min(buffers.capacity(), count - done);
      buffers.setSamples(samples, done * inputWidth(), size);
      buffers.pass().outputs(this, buffers);
      Links.apply(link, outputRows(buffers), outputStride(), size, outputWidth(), into, done * outputWidth(),
          buffers.usesVectors(Stage.LINK, 0));
    }
    buffers.release();
  }

  @Override
  public final float loss(MiniBatch batch, float[] outputs, Workspace workspace) {
    B buffers = take(batch, workspace);
    float loss = buffers.pass().loss(this, buffers);
    if (outputs != null) {
      Arguments.requireRows(outputs.length, batch.size(), outputWidth(), "outputs");
      Links.apply(Link.IDENTITY, outputRows(buffers), outputStride(), batch.size(), outputWidth(), outputs, 0,
          false);
    }
    buffers.release();
    return loss;
  }

  @Override
  public final float lossAndGradient(MiniBatch batch, float[] gradient, Workspace workspace) {
    if (gradient.length != layout().length()) {
      throw new IllegalArgumentException(
          "gradient holds " + gradient.length + " numbers; the layout has " + layout().length());
    }
    B buffers = takeForTraining(batch, workspace);
    float loss = buffers.pass().gradient(this, buffers, gradient);
    buffers.release();
    return loss;
  }

  @Override
  public final float trainStep(MiniBatch batch, float learningRate, Workspace workspace) {
    requireChangeable();
    Arguments.requireLearningRate(learningRate);
    B buffers = takeForTraining(batch, workspace);
    float loss;
    synchronized (parametersLock) {
      loss = buffers.pass().step(this, buffers, learningRate);
    }
    buffers.release();
    return loss;
  }

  /// One thread's part of a pass.
  final void runPass(Pass pass, CompiledWorkspace workspace, Share share) {
    B buffers = mine(workspace);
    if (workspace.noise().isOn()) {
      workspace.makeNoise(share);
      share.barrier();
    }
    forward(parameters, buffers, share);
    if (pass.extent() == Pass.Extent.OUTPUTS) {
      return;
    }
    lossRows(parameters, buffers, share, workspace.lanesAt(share.thread()));
    share.barrier();
    if (share.isFirst()) {
      pass.settleLoss(pass.extent().isTraining() ? outputGradientRows(buffers) : null, outputStride());
    }
    if (pass.extent().isTraining()) {
      runBackward(pass, buffers, share);
    }
  }

  /// One thread's part of a pass after the loss.
  private void runBackward(Pass pass, B buffers, Share share) {
    boolean isStep = pass.extent() == Pass.Extent.STEP;
    if (isStep && movesWeightsBackward()) {
      // Before the first weight moves all threads have to know the loss.
      share.barrier();
      if (!Float.isFinite(pass.loss())) {
        return;
      }
    }
    if (isStep) {
      backwardAndUpdate(parameters, buffers, pass.negativeLearningRate(), share);
    } else {
      backward(parameters, buffers, share);
    }
    share.barrier();
    if (!Float.isFinite(pass.loss())) {
      return;
    }
    if (isStep) {
      update(parameters, buffers, pass.negativeLearningRate(), share);
    } else {
      gradient(parameters, pass.gradient(), buffers, share);
    }
  }

  /// A workspace with a few samples of zeros.
  final CompiledWorkspace scratch(int samples) {
    B buffers = buffers(samples, Workers.callerOnly());
    MiniBatch batch = new MiniBatch(samples, inputWidth(), targetKind(), targetWidth(), false);
    batch.setSize(samples);
    buffers.setBatch(batch);
    return buffers;
  }

  /// Calls one kernel with the model's parameters, which it only reads. Generated code leaves that of the link to this
  /// class, and the second one of the loss, which settles it.
  final int callKernel(Stage stage, int row, int kernel, CompiledWorkspace workspace, float[] weights) {
    B buffers = mine(workspace);
    if (stage == Stage.LINK) {
      return row + kernel > 0
          ? 0 : Links.callKernel(link(), outputRows(buffers), outputStride(), buffers.size(), outputWidth());
    }
    if (stage == Stage.LOSS && row == 0 && kernel == 1) {
      return Pass.callKernel(buffers, outputGradientRows(buffers), outputStride());
    }
    return callKernel(stage, row, kernel, parameters, buffers, weights);
  }

  private B takeForTraining(MiniBatch batch, Workspace workspace) {
    Arguments.requireNoise(this, batch, mine(workspace).noise());
    return take(batch, workspace);
  }

  private B take(MiniBatch batch, Workspace workspace) {
    B buffers = mine(workspace);
    Arguments.requireBatch(this, batch, buffers.capacity());
    buffers.setBatch(batch);
    return buffers;
  }

  @SuppressWarnings("unchecked") // the owner made it, and every workspace of a generated class has the class's own type
  private B mine(Workspace workspace) {
    if (workspace instanceof CompiledWorkspace compiled && compiled.owner() == getClass()) {
      return (B) compiled;
    }
    throw new IllegalArgumentException("the workspace was made by another network than " + name());
  }

  @Override
  public final void update(ParameterUpdate update) {
    requireChangeable();
    synchronized (parametersLock) {
      update.apply(parameters);
    }
  }

  @Override
  public final float[] parameter(String name) {
    ParameterSlot slot = layout().slot(name);
    synchronized (parametersLock) {
      return slot.read(parameters);
    }
  }

  @Override
  public final void setParameter(String name, float[] values) {
    requireChangeable();
    ParameterSlot slot = layout().slot(name);
    synchronized (parametersLock) {
      slot.write(values, parameters);
    }
  }

  /// A copy of the parameters that no step is in the middle of changing.
  protected final float[] copyOfParameters() {
    synchronized (parametersLock) {
      return parameters.clone();
    }
  }

  @Override
  public final void save(Path file) throws IOException {
    save(file, DataType.F32);
  }

  @Override
  public final void save(Path file, DataType type) throws IOException {
    Weights.save(file, layout(), copyOfParameters(), Map.of("network", name()), type);
  }

  @Override
  public final void load(Path file) throws IOException {
    requireChangeable();
    float[] loaded = Weights.load(file, layout());
    synchronized (parametersLock) {
      System.arraycopy(loaded, 0, parameters, 0, parameters.length);
    }
  }

  private void requireChangeable() {
    if (isSnapshot) {
      throw new IllegalStateException(
          "a snapshot of " + name() + " cannot be changed; copy() gives a model that can be trained");
    }
  }

  @Override
  public final String toString() {
    return name() + (isSnapshot ? " (snapshot)" : "") + ", " + layout().count() + " parameters";
  }
}
