package dev.lanewise.safetensors;

import dev.lanewise.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the header of a safetensors file.
final class HeaderText {
  private HeaderText() {}

  /// The JSON text of a header whose tensors follow each other in one data type, without padding.
  static String of(List<NamedTensor> tensors, Map<String, String> metadata, DataType type) {
    StringBuilder text = new StringBuilder("{");
    if (!metadata.isEmpty()) {
      String members = metadata.entrySet().stream()
          .map(entry -> JsonText.quoted(entry.getKey()) + ":" + JsonText.quoted(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
      text.append(JsonText.quoted(Header.METADATA)).append(':').append(members);
    }
    long begin = 0;
    for (NamedTensor tensor : tensors) {
      long end = begin + (long) type.bytes() * tensor.values().length;
      String shape = tensor.shape().stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
      text.append(text.length() > 1 ? "," : "").append(JsonText.quoted(tensor.name()))
          .append(":{\"dtype\":\"").append(type).append("\",\"shape\":").append(shape)
          .append(",\"data_offsets\":[").append(begin).append(',').append(end).append("]}");
      begin = end;
    }
    return text.append('}').toString();
  }
}
