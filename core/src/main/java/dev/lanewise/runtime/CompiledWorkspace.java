package dev.lanewise.runtime;

import dev.lanewise.Checks;
import dev.lanewise.MiniBatch;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import java.util.Arrays;

/// The part of a workspace that all generated models share: the batch at hand and a few numbers for each sample.
///
/// Generated subclasses add the arrays that the forward pass keeps for the backward pass.
public abstract class CompiledWorkspace implements Workspace {
  /// Floats between the arrays of two threads, 64 KiB: what a processor fetches beyond the end of one, expecting a
  /// thread to go on reading, the other thread's core has to give up. With 4 KiB that still slows a backward pass.
  private static final int GAP = 16 * 1024;

  private final Class<?> owner;
  private final int capacity;
  private final Workers workers;
  private final Share[] teamShares;
  private final float[] shares;
  private final float[] sampleLosses;
  private final float[] lanes;
  private final int lanesForThread;
  private final Pass pass = new Pass();
  private final WorkspaceNoise noise = new WorkspaceNoise();
  private ThreadArrays packedInputs;
  private ThreadArrays packedGradients;
  private ThreadArrays partialSums;
  private int sampleWidth;
  private int sampleStride;
  private float[] copiedSamples;
  private float[] samples;
  private int samplesAt;
  private int size;
  private int[] labels;
  private float[] targets;
  private VectorParts vectorParts;

  /// Creates the shared part.
  ///
  /// @param owner the generated model class that the workspace is for
  protected CompiledWorkspace(Class<?> owner, int capacity, Workers workers) {
    this(owner, capacity, workers, 1);
  }

  /// Creates the shared part for a loss that reduces rows in several ways at once.
  ///
  /// @param owner the generated model class that the workspace is for
  /// @param reductions how many reductions run at once, at least 1
  protected CompiledWorkspace(Class<?> owner, int capacity, Workers workers, int reductions) {
    this.owner = owner;
    this.capacity = Checks.atLeast(1, capacity, "capacity");
    this.workers = workers;
    this.teamShares = new Share[workers.threads()];
    Arrays.setAll(teamShares, thread -> new Share(thread, workers));
    this.shares = rows(capacity, 1);
    this.sampleLosses = new float[ParameterSlot.padded(capacity)];
    this.lanesForThread = reductions * ParameterSlot.ALIGNMENT + gap(workers);
    this.lanes = new float[Checks.product(workers.threads(), lanesForThread, "lanes")];
  }

  /// An array of rows for the samples.
  ///
  /// @throws IllegalArgumentException if it would be too large for Java
  protected static float[] rows(int capacity, int stride) {
    // loops over samples count places up to one row past the last
    return new float[Checks.product(capacity + 1L, stride, "a workspace for " + capacity + " samples") - stride];
  }

  /// Arrays of so many floats, one for each thread to work in.
  protected static float[][] arrayForEachThread(Workers workers, int floats) {
    return new float[workers.threads()][floats + gap(workers)];
  }

  private static int gap(Workers workers) {
    return workers.threads() == 1 ? 0 : GAP;
  }

  /// Has samples copied into an array of the workspace before kernels read them, in rows further apart.
  ///
  /// @param width floats of a sample
  /// @param stride floats from one copy to the next
  protected final void copySamples(int width, int stride) {
    sampleWidth = width;
    sampleStride = stride;
    copiedSamples = rows(capacity, stride);
  }

  /// Has each thread keep copies of some inputs of all samples, and of the output gradients that a tile reads:
  /// [#packedInputs] and [#packedGradients].
  ///
  /// @param inputs how many of each sample
  /// @throws IllegalArgumentException if an array would be too large for Java
  protected final void packInputs(int inputs) {
    packedInputs = threadArrays(capacity, inputs);
    packedGradients = threadArrays(capacity, ParameterSlot.ALIGNMENT);
  }

  /// Has each thread keep the sums of a panel between two blocks of terms: [#partialSums].
  ///
  /// @param columns those of the panel
  /// @throws IllegalArgumentException if an array would be too large for Java
  protected final void keepPartialSums(int columns) {
    // the last tile, of five samples, has sums of its own, some of samples that the one before it has as well
    partialSums = threadArrays(capacity + Stage.FEW - 1L, columns);
  }

  private ThreadArrays threadArrays(long rows, int columns) {
    long floats = rows * columns + gap(workers);
    return new ThreadArrays(workers.threads(), Checks.product(floats, 1, "a workspace for " + capacity + " samples"));
  }

  /// Has noise added to the copies of the samples, where a mini-batch has a seed for it.
  ///
  /// @param standardDeviation of the noise, above 0
  protected final void addNoiseToSamples(float standardDeviation) {
    noise.addToSamples(standardDeviation);
  }

  /// Rows for dropout to multiply with: all 1 but for mini-batches with a seed. Their order counts.
  ///
  /// @param width floats of a row; what follows up to the next one is 0
  /// @param stride floats from one row to the next
  /// @param rate the probability of a 0, at least 0 and below 1
  protected final float[] dropoutMask(int width, int stride, double rate) {
    float[] rows = rows(capacity, stride);
    noise.addMask(rows, width, stride, rate);
    return rows;
  }

  @Override
  public final int capacity() {
    return capacity;
  }

  /// The samples at hand: the caller's own array, or the workspace's copy of them.
  public final float[] samples() {
    return samples;
  }

  /// Where the first sample starts in the array.
  public final int samplesAt() {
    return samplesAt;
  }

  /// The number of samples at hand.
  public final int size() {
    return size;
  }

  /// Where a thread keeps copies of inputs, for machines with 16 vector registers.
  public final float[] packedInputs(int thread) {
    return packedInputs.of(thread);
  }

  /// Where a thread keeps copies of as many output gradients as a tile for 16 registers reads of each sample, 16.
  public final float[] packedGradients(int thread) {
    return packedGradients.of(thread);
  }

  /// Where a thread keeps sums between two blocks of terms, for machines with 16 vector registers.
  public final float[] partialSums(int thread) {
    return partialSums.of(thread);
  }

  /// The labels of the samples, or null.
  public final int[] labels() {
    return labels;
  }

  /// The targets of the samples, or null.
  public final float[] targets() {
    return targets;
  }

  /// The share of each sample in the mean: they sum to 1, or are all 0 where all weights are.
  public final float[] shares() {
    return shares;
  }

  /// The loss of each sample times its share; what follows the last sample, up to a multiple of 16, is 0.
  public final float[] sampleLosses() {
    return sampleLosses;
  }

  /// Sixteen floats for each thread and each reduction that runs at once, for sums in virtual lanes; those of two
  /// threads lie apart.
  public final float[] lanes() {
    return lanes;
  }

  /// Where the lanes of a thread begin.
  final int lanesAt(int thread) {
    return thread * lanesForThread;
  }

  /// Whether a row's part of a stage of the pass at hand runs in vectors, rather than in plain Java.
  ///
  /// @param stage that of many samples, whatever their number
  public final boolean usesVectors(Stage stage, int row) {
    return vectorParts.has(stage.of(size), row);
  }

  /// Says what runs in vectors in the next pass over the samples at hand.
  void setVectorParts(VectorParts parts) {
    vectorParts = parts;
  }

  Class<?> owner() {
    return owner;
  }

  Workers workers() {
    return workers;
  }

  /// What a thread does where the whole team works.
  Share share(int thread) {
    return teamShares[thread];
  }

  /// Dropout and noise for the samples at hand.
  WorkspaceNoise noise() {
    return noise;
  }

  /// Makes one thread's part of the noise.
  void makeNoise(Share share) {
    noise.make(share.from(size), share.to(size), copiedSamples, sampleWidth, sampleStride,
        usesVectors(Stage.FORWARD, 0));
  }

  Pass pass() {
    return pass;
  }

  /// Takes samples to predict.
  void setSamples(float[] samples, int samplesAt, int size) {
    noise.switchOff();
    placeSamples(samples, samplesAt, size);
  }

  private void placeSamples(float[] samples, int samplesAt, int size) {
    this.size = size;
    if (copiedSamples == null) {
      this.samples = samples;
      this.samplesAt = samplesAt;
      return;
    }
    for (int row = 0; row < size; row++) {
      System.arraycopy(samples, samplesAt + row * sampleWidth, copiedSamples, row * sampleStride, sampleWidth);
    }
    this.samples = copiedSamples;
    this.samplesAt = 0;
  }

  /// Takes a mini-batch: its samples, what they are compared with, and the share of each.
  void setBatch(MiniBatch batch) {
    noise.prepare(batch);
    placeSamples(batch.samples(), 0, batch.size());
    labels = batch.labels();
    targets = batch.targets();
    setShares(batch.weights());
    for (int i = size; i < ParameterSlot.padded(size); i++) {
      sampleLosses[i] = 0f;
    }
  }

  private void setShares(float[] weights) {
    if (weights == null) {
      Arrays.fill(shares, 0, size, 1f / size);
      return;
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      if (!(weights[i] >= 0 && weights[i] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weight " + weights[i] + " of sample " + i + " of the mini-batch must be finite and at least 0");
      }
      sum += weights[i];
    }
    for (int i = 0; i < size; i++) {
      shares[i] = sum == 0 ? 0f : (float) (weights[i] / sum);
    }
  }

  /// Lets go of the caller's arrays.
  void release() {
    samples = null;
    labels = null;
    targets = null;
  }
}
