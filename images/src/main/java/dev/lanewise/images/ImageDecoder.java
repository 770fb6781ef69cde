package dev.lanewise.images;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads image files as bytes of one format.
///
/// @param isScaled whether images of another size are scaled, rather than refused
record ImageDecoder(ImageFormat format, boolean isScaled) {
  // The weights of brightness of ITU-R BT.601, in 65536ths; they sum to 65536, so that gray stays as it is.
  private static final int RED = 19595;
  private static final int GREEN = 38470;
  private static final int BLUE = 7471;
  private static final int HALF = 1 << 15;
  private static final int BYTE = 0xFF;

  /// Reads a file.
  ///
  /// @return the planes one after the other, each a byte for every pixel, row by row
  /// @throws IOException if it is no image, damaged, or of another size and not to be scaled
  byte[] read(Path file) throws IOException {
    BufferedImage image = rgb(decode(file));
    if (!format.hasSize(image.getWidth(), image.getHeight())) {
      image = scaled(image);
    }
    int[] colors = image.getRGB(0, 0, format.width(), format.height(), null, 0, format.width());
    return format.hasColor() ? planes(colors) : gray(colors);
  }

  /// The format of an image's own size, from the start of its file.
  static ImageFormat formatOf(Path file, boolean hasColor) throws IOException {
    return withReader(file, reader -> {
      requireMeant(file, reader);
      return new ImageFormat(reader.getWidth(0), reader.getHeight(0), hasColor);
    });
  }

  private BufferedImage decode(Path file) throws IOException {
    return withReader(file, reader -> {
      requireMeant(file, reader);
      if (!isScaled && !format.hasSize(reader.getWidth(0), reader.getHeight(0))) {
        throw new RefusedException(file + " has " + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels, not "
            + format.width() + " x " + format.height() + " as the first image; bring all to one size by "
            + "scaledTo(width, height)");
      }
      return reader.read(0);
    });
  }

  /// Refuses sizes for which no memory should be asked.
  private static void requireMeant(Path file, ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > ImageFormat.MOST_PIXELS) {
      throw new RefusedException(file + " claims to have " + pixels + " pixels, more than " + ImageFormat.MOST_PIXELS);
    }
  }

  /// Work with the reader of a file.
  @FunctionalInterface
  private interface Reading<T> {
    T with(ImageReader reader) throws IOException;
  }

  private static <T> T withReader(Path file, Reading<T> reading) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content(file)))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new RefusedException(file + " is not an image that Java reads; PNG, JPEG, GIF and BMP are");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return reading.with(reader);
      } finally {
        reader.dispose();
      }
    } catch (RefusedException e) {
      throw e;
    } catch (RuntimeException | IOException e) {
      // readers meet damage with exceptions of every kind, some without words
      String what = e.getMessage() == null ? "it ends early or makes no sense" : e.getMessage();
      throw new RefusedException(file + " is damaged: " + what, e);
    }
  }

  /// An image that cannot be used, with the name of its file.
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
      super(message);
    }

    RefusedException(String message, Exception cause) {
      super(message, cause);
    }
  }

  private static byte[] content(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new RefusedException(file + " does not exist any more", e);
    } catch (AccessDeniedException e) {
      throw new RefusedException(file + " may not be read by this user", e);
    }
  }

  /// The same colors without transparency. Gray is taken as stored: Java would brighten it, because it counts gray
  /// without a profile as linear.
  private static BufferedImage rgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    boolean isGray = image.getRaster().getNumBands() <= 2 && image.getColorModel() instanceof ComponentColorModel;
    int[] colors = isGray ? grays(image.getRaster()) : image.getRGB(0, 0, width, height, null, 0, width);
    BufferedImage rgb = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    rgb.setRGB(0, 0, width, height, colors, 0, width);
    return rgb;
  }

  private static int[] grays(Raster raster) {
    int[] values = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
    int largest = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    for (int i = 0; i < values.length; i++) {
      int gray = (values[i] * BYTE + largest / 2) / largest;
      values[i] = gray << 16 | gray << 8 | gray;
    }
    return values;
  }

  /// Halves the image as long as it is more than twice as large, so that every pixel counts, then scales it.
  private BufferedImage scaled(BufferedImage image) {
    BufferedImage current = image;
    while (current.getWidth() >= 2 * format.width() && current.getHeight() >= 2 * format.height()) {
      current = drawn(current, current.getWidth() / 2, current.getHeight() / 2);
    }
    return drawn(current, format.width(), format.height());
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawn.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return drawn;
  }

  private static byte[] planes(int[] colors) {
    byte[] planes = new byte[3 * colors.length];
    for (int i = 0; i < colors.length; i++) {
      planes[i] = (byte) (colors[i] >> 16);
      planes[colors.length + i] = (byte) (colors[i] >> 8);
      planes[2 * colors.length + i] = (byte) colors[i];
    }
    return planes;
  }

  private static byte[] gray(int[] colors) {
    byte[] plane = new byte[colors.length];
    for (int i = 0; i < colors.length; i++) {
      int red = colors[i] >> 16 & BYTE;
      int green = colors[i] >> 8 & BYTE;
      int blue = colors[i] & BYTE;
      plane[i] = (byte) (RED * red + GREEN * green + BLUE * blue + HALF >> 16);
    }
    return plane;
  }
}
