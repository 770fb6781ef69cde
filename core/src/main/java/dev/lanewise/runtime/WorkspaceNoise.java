package dev.lanewise.runtime;

import dev.lanewise.MiniBatch;
import dev.lanewise.init.CounterRandom;
import dev.lanewise.simd.ScalarNoise;
import dev.lanewise.simd.VectorNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Dropout and input noise of a workspace: what the mini-batch at hand is disturbed with, row by row.
///
/// Masks are all 1 except while a mini-batch with a noise seed is at hand. Each row has random numbers of its own, so
/// that it does not matter which thread makes it.
final class WorkspaceNoise {
  private final List<Mask> masks = new ArrayList<>();
  private float deviation;
  private boolean isOn;
  private long seed;
  // The rows of masks that need not be 1.
  private int drawnRows;

  /// The rows that dropout multiplies with.
  private record Mask(float[] rows, int width, int stride, int threshold, float kept) {
    void clear(int count) {
      for (int row = 0; row < count; row++) {
        Arrays.fill(rows, row * stride, row * stride + width, 1f);
      }
    }

    void draw(int row, long key, boolean inVectors) {
      if (inVectors) {
        VectorNoise.fillMask(rows, row * stride, width, key, threshold, kept);
      } else {
        ScalarNoise.fillMask(rows, row * stride, 0, width, key, threshold, kept);
      }
    }
  }

  /// Adds rows of 1 that will be multiplied with; the padding between them is 0.
  void addMask(float[] rows, int width, int stride, double rate) {
    Mask mask = new Mask(rows, width, stride, ScalarNoise.threshold(rate), ScalarNoise.kept(rate));
    mask.clear((rows.length + stride - 1) / stride);
    masks.add(mask);
  }

  /// Says that samples are to be disturbed too.
  void addToSamples(float standardDeviation) {
    deviation = standardDeviation;
  }

  /// Whether the network has dropout or input noise.
  boolean isPossible() {
    return !masks.isEmpty() || deviation > 0;
  }

  /// Whether the samples at hand are to be disturbed, by each thread with [#make].
  boolean isOn() {
    return isOn;
  }

  /// Prepares for samples without noise.
  void switchOff() {
    isOn = false;
    // Not forEach, whose function would be allocated at every step.
    for (int number = 0; number < masks.size() && drawnRows > 0; number++) {
      masks.get(number).clear(drawnRows);
    }
    drawnRows = 0;
  }

  /// Prepares for a mini-batch.
  void prepare(MiniBatch batch) {
    if (!batch.hasNoise() || !isPossible()) {
      switchOff();
      return;
    }
    isOn = true;
    seed = batch.noiseSeed();
    drawnRows = Math.max(drawnRows, batch.size());
  }

  /// Makes the noise of some rows.
  ///
  /// @param samples the workspace's copy, which is disturbed
  /// @param inVectors whether vectors are used; the numbers are the same
  void make(int from, int to, float[] samples, int width, int stride, boolean inVectors) {
    for (int number = 0; number < masks.size(); number++) {
      Mask mask = masks.get(number);
      for (int row = from; row < to; row++) {
        mask.draw(row, CounterRandom.bits(seed, number, row), inVectors);
      }
    }
    for (int row = from; row < to && deviation > 0; row++) {
      long key = CounterRandom.bits(seed, ScalarNoise.SAMPLES, row);
      if (inVectors) {
        VectorNoise.addGaussian(samples, row * stride, width, key, deviation);
      } else {
        ScalarNoise.addGaussian(samples, row * stride, 0, width, key, deviation);
      }
    }
  }
}
