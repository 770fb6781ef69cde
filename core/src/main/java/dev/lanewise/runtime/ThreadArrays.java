package dev.lanewise.runtime;

/// Arrays in which the threads of a team work, one for each, made when it is first asked for: which machines need them
/// is known only once vectors are used.
///
/// Each thread asks for its own array only.
final class ThreadArrays {
  private final float[][] arrays;
  private final int length;

  /// Creates none of them yet.
  ///
  /// @param length floats of each
  ThreadArrays(int threads, int length) {
    this.arrays = new float[threads][];
    this.length = length;
  }

  /// The array of a thread.
  float[] of(int thread) {
    if (arrays[thread] == null) {
      arrays[thread] = new float[length];
    }
    return arrays[thread];
  }
}
