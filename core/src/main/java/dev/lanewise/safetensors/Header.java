package dev.lanewise.safetensors;

import dev.lanewise.json.JsonReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the header of a safetensors file says, checked.
///
/// @param entries the tensors in the order of their data, without gaps
/// @param metadata free text by key, in the order of the file
record Header(List<Entry> entries, Map<String, String> metadata) {
  /// The one name in the header that is not a tensor's.
  static final String METADATA = "__metadata__";

  /// Where a tensor lies.
  ///
  /// @param begin the first byte, counted from the end of the header
  record Entry(String name, String dataType, List<Integer> shape, long begin, long end) {
    /// The product of the sizes; the header was refused if an array cannot be as long.
    int count() {
      int count = 1;
      for (int size : shape) {
        count *= size;
      }
      return count;
    }
  }

  /// Reads and checks a header.
  ///
  /// @param dataLength the bytes that follow the header in the file
  /// @throws HeaderException if it is not the header of such a file
  static Header parse(String json, long dataLength) throws HeaderException {
    Map<?, ?> members;
    try {
      members = map(JsonReader.read(json), "the header");
    } catch (JsonReader.JsonException e) {
      throw new HeaderException("its header is not JSON: " + e.getMessage(), e);
    }
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = Map.of();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = (String) member.getKey();
      if (name.equals(METADATA)) {
        metadata = metadata(map(member.getValue(), METADATA));
      } else {
        entries.add(entry(name, map(member.getValue(), "tensor '" + name + "'")));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    checkWithoutGaps(entries, dataLength);
    return new Header(List.copyOf(entries), metadata);
  }

  private static Map<String, String> metadata(Map<?, ?> members) throws HeaderException {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (!(member.getValue() instanceof String text)) {
        throw new HeaderException("its " + METADATA + " holds '" + member.getKey() + "', which is not text");
      }
      metadata.put((String) member.getKey(), text);
    }
    return Collections.unmodifiableMap(metadata);
  }

  private static Entry entry(String name, Map<?, ?> members) throws HeaderException {
    String tensor = "tensor '" + name + "'";
    for (Object key : members.keySet()) {
      if (!List.of("dtype", "shape", "data_offsets").contains(key)) {
        throw new HeaderException(tensor + " has an unknown field '" + key + "'");
      }
    }
    if (!(members.get("dtype") instanceof String dataType)) {
      throw new HeaderException(tensor + " has no dtype");
    }
    List<Long> offsets = wholeNumbers(members.get("data_offsets"), "data_offsets", tensor);
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw new HeaderException(tensor + " has data_offsets " + offsets + ", which are not a begin and an end");
    }
    List<Integer> shape = shape(wholeNumbers(members.get("shape"), "shape", tensor), tensor);
    return checkLength(new Entry(name, dataType, shape, offsets.get(0), offsets.get(1)));
  }

  private static List<Integer> shape(List<Long> sizes, String tensor) throws HeaderException {
    long count = 1;
    for (long size : sizes) {
      // a size of 0 must not hide that the others are absurd; one factor passes at a time, so nothing overflows
      count = size > Integer.MAX_VALUE ? Long.MAX_VALUE : count * Math.max(1, size);
      if (count > Integer.MAX_VALUE - 64) {
        throw new HeaderException(tensor + " has the shape " + sizes + ", more than a Java array can hold");
      }
    }
    return sizes.stream().map(Long::intValue).toList();
  }

  private static Entry checkLength(Entry entry) throws HeaderException {
    DataType type = DataType.named(entry.dataType);
    if (type != null && entry.end - entry.begin != (long) entry.count() * type.bytes()) {
      throw new HeaderException("tensor '" + entry.name + "' of type " + type + " and shape " + entry.shape + " takes "
          + (long) entry.count() * type.bytes() + " bytes, but its data_offsets span " + (entry.end - entry.begin));
    }
    return entry;
  }

  private static void checkWithoutGaps(List<Entry> entries, long dataLength) throws HeaderException {
    long end = 0;
    for (Entry entry : entries) {
      if (entry.begin != end) {
        throw new HeaderException("tensor '" + entry.name + "' starts at byte " + entry.begin
            + " of the data, but the one before it ends at " + end);
      }
      end = entry.end;
    }
    if (end > dataLength) {
      throw new HeaderException(
          "it is cut short: its tensors take " + end + " bytes, but " + dataLength + " follow the header");
    }
    if (end < dataLength) {
      throw new HeaderException("its tensors take " + end + " bytes, but " + dataLength + " follow the header");
    }
  }

  private static Map<?, ?> map(Object value, String what) throws HeaderException {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new HeaderException(what + " is not a JSON object");
  }

  private static List<Long> wholeNumbers(Object value, String field, String tensor) throws HeaderException {
    List<Long> numbers = new ArrayList<>();
    if (!(value instanceof List<?> list)) {
      throw new HeaderException(tensor + " has no " + field);
    }
    for (Object element : list) {
      if (!(element instanceof Long number) || number < 0) {
        throw new HeaderException(
            tensor + " has " + field + " with " + element + ", which is not a whole number from 0");
      }
      numbers.add(number);
    }
    return numbers;
  }

  /// Says what is wrong with a header, without the name of the file.
  static final class HeaderException extends Exception {
    private static final long serialVersionUID = 1;

    HeaderException(String message) {
      super(message);
    }

    HeaderException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
