package dev.lanewise.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An array of NumPy: a text header with type, order and shape, then its elements.
///
/// @param source what messages call it
/// @param shape the size of each dimension
/// @param type one of NumPy's type codes without the byte order: `f4`, `u1`
/// @param bytes the elements, the last dimension fastest unless `isFortran`
///
/// **Source**: NumPy's documentation, "numpy.lib.format", versions 1.0 to 3.0.
record NpyArray(String source, int[] shape, String type, ByteOrder order, boolean isFortran, byte[] bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 64;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z]\\d+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,L]*)\\)");

  /// Reads an array and nothing after it.
  ///
  /// @param most the bytes that the stream can have, so that a header that promises more needs no array to be refused
  static NpyArray read(InputStream in, String source, long most) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
      throw new IOException(source + " is not an array of NumPy: it does not begin with \\x93NUMPY");
    }
    String header = header(in, source, start[6]);
    Matcher type = find(TYPE, header, source, "type that is a plain number");
    Matcher shapeText = find(SHAPE, header, source, "shape");
    boolean isFortran = find(ORDER, header, source, "order").group(1).equals("True");
    int[] shape = shape(shapeText.group(1), source);
    long length = length(shape, size(type.group(2), source), source);
    if (length > most) {
      throw new IOException(source + " is cut short: its header promises " + length + " bytes of elements, more than "
          + "the file can hold");
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new IOException(source + " is cut short: its header promises " + length + " bytes of elements, but it ends "
          + "after " + bytes.length);
    }
    if (in.read() >= 0) {
      throw new IOException(source + " is too long: its header promises " + length + " bytes of elements, but more "
          + "follow");
    }
    ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyArray(source, shape, type.group(2), order, isFortran && shape.length > 1, bytes);
  }

  private static String header(InputStream in, String source, byte version) throws IOException {
    ByteBuffer size = ByteBuffer.wrap(Arrays.copyOf(in.readNBytes(version == 1 ? 2 : 4), 4))
        .order(ByteOrder.LITTLE_ENDIAN);
    int length = size.getInt();
    if (length < 0 || length > LONGEST_HEADER) {
      throw new IOException(source + " is damaged: its header claims to have " + Integer.toUnsignedString(length)
          + " bytes");
    }
    byte[] text = in.readNBytes(length);
    if (text.length < length) {
      throw new IOException(source + " is cut short: it ends in its header");
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private static Matcher find(Pattern pattern, String header, String source, String what) throws IOException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new IOException(source + " cannot be read: its header has no " + what + ": " + header.strip());
    }
    return matcher;
  }

  private static int[] shape(String text, String source) throws IOException {
    String[] sizes = text.replace("L", "").replaceAll("\\s", "").split(",");
    int count = sizes.length == 1 && sizes[0].isEmpty() ? 0 : sizes.length;
    int[] shape = new int[count];
    for (int i = 0; i < count; i++) {
      try {
        shape[i] = Integer.parseInt(sizes[i]);
      } catch (NumberFormatException e) {
        throw new IOException(source + " is damaged: its shape is (" + text + ")", e);
      }
    }
    return shape;
  }

  private static int size(String type, String source) throws IOException {
    return switch (type) {
      case "f2", "i2", "u2" -> 2;
      case "f4", "i4", "u4" -> 4;
      case "f8", "i8" -> 8;
      case "u1", "i1", "b1" -> 1;
      default -> throw new IOException(source + " holds elements of type " + type + "; numbers of types f2, f4, f8, "
          + "i1, i2, i4, i8, u1, u2, u4 and b1 can be read: save it by array.astype('float32')");
    };
  }

  private static long length(int[] shape, int size, String source) throws IOException {
    long length = size;
    long withoutZeros = size;
    for (int axis : shape) {
      length *= axis;
      // a size of 0 must not hide that the others are absurd; one factor passes at a time, so nothing overflows
      withoutZeros *= Math.max(1, axis);
      if (withoutZeros > LARGEST_ARRAY) {
        throw new IOException(
            source + " has the shape " + Arrays.toString(shape) + ", more than a Java array can hold");
      }
    }
    return length;
  }

  /// The size of the first dimension; 1 if there is none.
  int rows() {
    return shape.length == 0 ? 1 : shape[0];
  }

  /// The elements of a row.
  int width() {
    int width = 1;
    for (int i = 1; i < shape.length; i++) {
      width *= shape[i];
    }
    return width;
  }

  boolean isUnsignedBytes() {
    return type.equals("u1") && !isFortran;
  }

  /// The elements as single-precision numbers, row by row.
  float[] floats() throws IOException {
    float[] values = new float[rows() * width()];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    for (int i = 0; i < values.length; i++) {
      values[place(i)] = (float) element(buffer, i);
    }
    return values;
  }

  /// The elements as whole numbers, row by row.
  ///
  /// @throws IOException if one is not, or lies outside of `int`
  int[] integers() throws IOException {
    int[] values = new int[rows() * width()];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    for (int i = 0; i < values.length; i++) {
      double value = element(buffer, i);
      if (value != (int) value) {
        throw new IOException(source + " holds " + value + " at " + i + ", which is not a whole number for a label");
      }
      values[place(i)] = (int) value;
    }
    return values;
  }

  /// Where the element at a place of the file belongs.
  private int place(int i) throws IOException {
    if (!isFortran) {
      return i;
    }
    if (shape.length > 2) {
      throw new IOException(source + " lies in Fortran order; save it by numpy.ascontiguousarray(array)");
    }
    return i % shape[0] * shape[1] + i / shape[0];
  }

  private double element(ByteBuffer buffer, int i) {
    return switch (type) {
      case "f2" -> Float.float16ToFloat(buffer.getShort(2 * i));
      case "f4" -> buffer.getFloat(4 * i);
      case "f8" -> buffer.getDouble(8 * i);
      case "i1" -> buffer.get(i);
      case "i2" -> buffer.getShort(2 * i);
      case "i4" -> buffer.getInt(4 * i);
      case "i8" -> buffer.getLong(8 * i);
      case "u2" -> Short.toUnsignedInt(buffer.getShort(2 * i));
      case "u4" -> Integer.toUnsignedLong(buffer.getInt(4 * i));
      default -> Byte.toUnsignedInt(buffer.get(i));
    };
  }
}
