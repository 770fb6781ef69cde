package dev.lanewise.simd;

/// Brings numbers from memory into a core's caches before a product reads them.
///
/// Java has no instruction to fetch ahead. A loop that only reads, one number of each line of a cache, comes close: its
/// iterations are so short that a core has dozens of reads from memory underway at once. In a product a few hundred
/// instructions lie between one such read and the next ones, more than a core looks ahead, and so each is waited for.
public final class CacheLines {
  private static final int FLOATS_OF_LINE = 16;

  /// What was read last. Nobody asks for it, and threads overwrite each other's; but HotSpot leaves out a loop whose
  /// result goes nowhere.
  private static int lastRead;

  private CacheLines() {}

  /// Reads the lines of numbers that a caller is about to use, at most as many as a cache holds.
  ///
  /// Changes nothing, allocates nothing and may be called by any number of threads.
  ///
  /// @param at the place of the first number
  /// @param length how many there are
  /// @throws ArrayIndexOutOfBoundsException if a number that would be read lies outside the array
  public static void fetch(float[] array, int at, int length) {
    int read = 0;
    for (int place = at; place < at + length; place += FLOATS_OF_LINE) {
      read |= Float.floatToRawIntBits(array[place]);
    }
    lastRead = read;
  }
}
