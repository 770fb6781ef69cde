package dev.lanewise.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Writes JSON text (RFC 8259).
///
/// Maps become objects in their order, lists arrays, text strings; numbers, true and false stand as they are. A number
/// that JSON does not know, NaN or infinite, becomes null, and so does null.
public final class JsonText {
  private static final String INDENT = "  ";

  private JsonText() {}

  /// A value as text, an object's members each on a line of its own, with `\n` at the end.
  ///
  /// @param value a `Map` with names as keys, a `List`, a `String`, a `Number`, a `Boolean` or null, and so on within
  /// @throws IllegalArgumentException if it is or holds anything else
  public static String of(Object value) {
    StringBuilder text = new StringBuilder();
    append(value, "\n", text);
    return text.append('\n').toString();
  }

  /// Text in quotes.
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static void append(Object value, String newLine, StringBuilder text) {
    switch (value) {
      case null -> text.append("null");
      case String string -> text.append(quoted(string));
      case Boolean truth -> text.append(truth);
      case Number number -> text.append(Double.isFinite(number.doubleValue()) ? number.toString() : "null");
      case Map<?, ?> map -> appendMap(map, newLine, text);
      case List<?> list -> appendList(list, newLine, text);
      default -> throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
    }
  }

  private static void appendMap(Map<?, ?> map, String newLine, StringBuilder text) {
    text.append('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      text.append(newLine).append(INDENT).append(quoted((String) entry.getKey())).append(": ");
      append(entry.getValue(), newLine + INDENT, text);
      text.append(entries.hasNext() ? "," : newLine);
    }
    text.append('}');
  }

  private static void appendList(List<?> list, String newLine, StringBuilder text) {
    text.append('[');
    for (int i = 0; i < list.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      append(list.get(i), newLine + INDENT, text);
    }
    text.append(']');
  }
}
