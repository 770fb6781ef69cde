package dev.lanewise;

/// Some samples for one step, with what the loss compares them with; arrays are reused from step to step.
///
/// The arrays have room for [#capacity] samples, of which the first [#size] count. `labels` is present for
/// [TargetKind#LABELS], `targets` for [TargetKind#TARGETS], `weights` only where samples have weights. Whoever fills a
/// mini-batch owns it; it is not safe for use by several threads at once.
public final class MiniBatch {
  private final int capacity;
  private final float[] samples;
  private final int[] labels;
  private final float[] targets;
  private final float[] weights;
  private int size;
  private boolean hasNoise;
  private long noiseSeed;

  /// Creates an empty mini-batch.
  ///
  /// @param capacity the most samples it can hold, at least 1
  /// @param inputWidth numbers in a sample, at least 1
  /// @param targetWidth numbers in a target row, at least 1 for [TargetKind#TARGETS]
  /// @param weighted whether each sample has a weight
  /// @throws IllegalArgumentException if a number is out of range, or the arrays would be too large for Java
  public MiniBatch(int capacity, int inputWidth, TargetKind kind, int targetWidth, boolean weighted) {
    this.capacity = Checks.atLeast(1, capacity, "capacity");
    this.samples = new float[Checks.product(capacity, Checks.atLeast(1, inputWidth, "inputWidth"), "samples")];
    this.labels = kind == TargetKind.LABELS ? new int[capacity] : null;
    this.targets = kind == TargetKind.TARGETS
        ? new float[Checks.product(capacity, Checks.atLeast(1, targetWidth, "targetWidth"), "targets")]
        : null;
    this.weights = weighted ? new float[capacity] : null;
  }

  /// The most samples it can hold.
  public int capacity() {
    return capacity;
  }

  /// The samples it holds now.
  public int size() {
    return size;
  }

  /// Says how many samples it holds.
  ///
  /// @throws IllegalArgumentException unless `0 <= size <= capacity`
  public void setSize(int size) {
    if (size < 0 || size > capacity) {
      throw new IllegalArgumentException("size " + size + " must lie between 0 and the capacity, " + capacity);
    }
    this.size = size;
  }

  /// The samples, `[capacity, inputWidth]` row by row: the array itself.
  public float[] samples() {
    return samples;
  }

  /// The class of each sample, `[capacity]`: the array itself, or null.
  public int[] labels() {
    return labels;
  }

  /// The target rows, `[capacity, targetWidth]`: the array itself, or null.
  public float[] targets() {
    return targets;
  }

  /// The weight of each sample, `[capacity]`, at least 0: the array itself, or null where all count alike.
  ///
  /// The loss is the mean by weight; a mini-batch whose weights are all 0 has loss 0 and gradient 0.
  public float[] weights() {
    return weights;
  }

  /// Whether dropout and input noise are applied to the samples, in the loss as in its gradient.
  ///
  /// False at first; [dev.lanewise.data.MiniBatches] gives every mini-batch a seed. A network with neither does not
  /// look.
  public boolean hasNoise() {
    return hasNoise;
  }

  /// What dropout and input noise of the samples depend on, if they are applied.
  public long noiseSeed() {
    return noiseSeed;
  }

  /// Has dropout and input noise applied.
  ///
  /// @param seed any number; other seeds give unrelated noise, so each step needs its own
  public void setNoiseSeed(long seed) {
    hasNoise = true;
    noiseSeed = seed;
  }

  /// Has neither dropout nor input noise applied, as for an evaluation.
  public void removeNoise() {
    hasNoise = false;
  }

  /// Copies a sample, with its label, targets and weight, into a place of a mini-batch of the same shape.
  ///
  /// @param from below the capacity of this one
  /// @param into may be this one; its size stays as it is
  /// @param to below its capacity
  public void copySample(int from, MiniBatch into, int to) {
    int width = samples.length / capacity;
    System.arraycopy(samples, from * width, into.samples, to * width, width);
    if (labels != null) {
      into.labels[to] = labels[from];
    }
    if (targets != null) {
      int targetWidth = targets.length / capacity;
      System.arraycopy(targets, from * targetWidth, into.targets, to * targetWidth, targetWidth);
    }
    if (weights != null) {
      into.weights[to] = weights[from];
    }
  }

  /// What all samples weigh together: their number where all count alike.
  public double totalWeight() {
    if (weights == null) {
      return size;
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += weights[i];
    }
    return sum;
  }
}
