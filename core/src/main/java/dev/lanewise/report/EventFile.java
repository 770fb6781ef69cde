package dev.lanewise.report;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// A file of events as TensorBoard reads it: records with checksums, each a protocol buffer of type `Event`.
///
/// Sources: TensorFlow's `core/lib/io/record_writer.h` for records, `core/util/event.proto` and
/// `core/framework/summary.proto` for the numbers of the fields.
final class EventFile implements AutoCloseable {
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final int MASK = 0xa282ead8;

  private final OutputStream out;

  /// Creates the file, which must not exist, and says what it is.
  EventFile(Path file, double wallTime) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    fixed64(event, WALL_TIME, wallTime);
    bytes(event, FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
    record(event.toByteArray());
  }

  /// Adds a number of a step.
  void scalar(String tag, long step, float value, double wallTime) throws IOException {
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    bytes(one, TAG, tag.getBytes(StandardCharsets.UTF_8));
    key(one, SIMPLE_VALUE, FIXED_32);
    one.writeBytes(little(4).putFloat(value).array());
    ByteArrayOutputStream summary = new ByteArrayOutputStream();
    bytes(summary, VALUE, one.toByteArray());
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    fixed64(event, WALL_TIME, wallTime);
    key(event, STEP, VARINT);
    varint(event, step);
    bytes(event, SUMMARY, summary.toByteArray());
    record(event.toByteArray());
  }

  /// Hands everything to the file system, so that it can be looked at.
  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void record(byte[] data) throws IOException {
    byte[] length = little(8).putLong(data.length).array();
    out.write(length);
    out.write(little(4).putInt(maskedChecksum(length)).array());
    out.write(data);
    out.write(little(4).putInt(maskedChecksum(data)).array());
  }

  /// Rotated and moved, since a checksum of data that holds checksums is easily wrong unseen.
  private static int maskedChecksum(byte[] data) {
    CRC32C checksum = new CRC32C();
    checksum.update(data);
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
  }

  private static void fixed64(ByteArrayOutputStream to, int field, double value) {
    key(to, field, FIXED_64);
    to.writeBytes(little(8).putDouble(value).array());
  }

  private static void bytes(ByteArrayOutputStream to, int field, byte[] value) {
    key(to, field, BYTES);
    varint(to, value.length);
    to.writeBytes(value);
  }

  private static void key(ByteArrayOutputStream to, int field, int wireType) {
    varint(to, (long) field << 3 | wireType);
  }

  private static void varint(ByteArrayOutputStream to, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    to.write((int) rest);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
