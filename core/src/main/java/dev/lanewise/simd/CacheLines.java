package dev.lanewise.simd;

/// Brings numbers from memory into a core's caches before a product reads them.
///
/// Java has no instruction to fetch ahead. A loop that only reads, one number of each line of a cache, comes close: its
/// iterations are so short that a core has dozens of reads from memory underway at once. In a product a few hundred
/// instructions lie between one such read and the next ones, more than a core looks ahead, and so each is waited for.
///
/// The loop reads in four places side by side, a page or less apart. What a processor fetches ahead by itself begins
/// anew with each page, and so four of these beginnings overlap.
public final class CacheLines {
  private static final int FLOATS_OF_LINE = 16;

  /// Places that are read side by side.
  private static final int PLACES = 4;

  /// The numbers that are read in one go: for each place a page of 4 KiB.
  private static final int STRETCH = PLACES * 1024;

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
    lastRead = read(array, at, length);
  }

  /// Reads a number of each line.
  ///
  /// @return the bits that are set in any of them
  static int read(float[] array, int at, int length) {
    int read = 0;
    for (int from = at; from < at + length; from += STRETCH) {
      read |= readStretch(array, from, Math.min(STRETCH, at + length - from));
    }
    return read;
  }

  private static int readStretch(float[] array, int at, int length) {
    int part = length / (PLACES * FLOATS_OF_LINE) * FLOATS_OF_LINE;
    int read = 0;
    for (int place = at; place < at + part; place += FLOATS_OF_LINE) {
      read |= Float.floatToRawIntBits(array[place]) | Float.floatToRawIntBits(array[place + part])
          | Float.floatToRawIntBits(array[place + 2 * part]) | Float.floatToRawIntBits(array[place + 3 * part]);
    }
    for (int place = at + PLACES * part; place < at + length; place += FLOATS_OF_LINE) {
      read |= Float.floatToRawIntBits(array[place]);
    }
    return read;
  }
}
