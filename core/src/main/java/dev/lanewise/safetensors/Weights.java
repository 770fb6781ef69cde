package dev.lanewise.safetensors;

import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes the parameters of a model as a safetensors file and reads them back.
///
/// In the file each tensor has the name and the conventional shape of its [ParameterSlot], so that other frameworks
/// read it; panels and padding stay inside.
public final class Weights {
  private Weights() {}

  /// Writes parameters in one move, so that the file is never seen half written; an existing one is replaced.
  ///
  /// @param flat the parameters in internal order, `[layout.length()]`
  /// @param metadata free text to keep with them, in its order
  /// @throws IOException if the file cannot be written; an existing one is as it was, and nothing new is left behind
  /// @throws IllegalArgumentException if the array is not of the layout's length
  public static void save(Path file, ParameterLayout layout, float[] flat, Map<String, String> metadata)
      throws IOException {
    save(file, layout, flat, metadata, DataType.F32);
  }

  /// As the other, with numbers rounded to a type.
  ///
  /// @throws IllegalArgumentException if the array is not of the layout's length, or a finite number is too large for
  ///     the type; nothing is written
  public static void save(
      Path file, ParameterLayout layout, float[] flat, Map<String, String> metadata, DataType type)
      throws IOException {
    if (flat.length != layout.length()) {
      throw new IllegalArgumentException(
          "the layout takes an array of " + layout.length() + " numbers, not " + flat.length);
    }
    List<NamedTensor> tensors = new ArrayList<>();
    for (ParameterSlot slot : layout.slots()) {
      tensors.add(new NamedTensor(slot.name(), slot.shape(), slot.read(flat)));
    }
    new SafetensorsFile(tensors, metadata).write(file, type);
  }

  /// Reads parameters.
  ///
  /// @return a new array in internal order, `[layout.length()]`, with padding 0
  /// @throws IOException if the file is missing, cut short or not safetensors, or if its names or shapes differ from
  ///     the layout's; the message then shows both, row by row
  public static float[] load(Path file, ParameterLayout layout) throws IOException {
    return Uninterrupted.call(() -> loadOnce(file, layout));
  }

  private static float[] loadOnce(Path file, ParameterLayout layout) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(file)) {
      LayoutDifference difference = LayoutDifference.between(layout, reader.header());
      if (!difference.isEmpty()) {
        throw new IOException(file + " does not hold the parameters of this network; " + difference.matching() + " of "
            + difference.rows().size() + " match:\n" + difference.table());
      }
      float[] flat = new float[layout.length()];
      for (Header.Entry entry : reader.header().entries()) {
        layout.slot(entry.name()).write(reader.read(entry), flat);
      }
      return flat;
    }
  }
}
