package dev.lanewise.images;

/// What images become: their size, and whether colors count.
///
/// A sample holds the pixels row by row, `[height, width]`, from 0 for black to 1; with colors three such planes, red,
/// green and blue, `[3, height, width]`. Transparency does not count.
///
/// @param width pixels in a row, at least 1
/// @param height rows of pixels, at least 1
/// @param hasColor whether there are three planes
record ImageFormat(int width, int height, boolean hasColor) {
  /// Images beyond are not meant for a network; decoding one takes a gigabyte.
  static final int MOST_PIXELS = 1 << 26;

  ImageFormat {
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw new IllegalArgumentException("images of " + width + " x " + height + " pixels are not possible; both must"
          + " be at least 1, and the product at most " + MOST_PIXELS);
    }
  }

  /// The numbers in a sample.
  int sampleWidth() {
    return width * height * planes();
  }

  int planes() {
    return hasColor ? 3 : 1;
  }

  /// Whether an image has this size.
  boolean hasSize(int otherWidth, int otherHeight) {
    return width == otherWidth && height == otherHeight;
  }

  @Override
  public String toString() {
    return width + " x " + height + (hasColor ? " in color" : " in gray");
  }
}
