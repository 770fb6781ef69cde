package dev.lanewise.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a JSON text (RFC 8259), strictly: no comments, no trailing commas, no name twice in an object.
///
/// Objects become maps in the order of the text, arrays lists, whole numbers `Long`, other numbers `Double`, and null
/// the constant [#NULL].
public final class JsonReader {
  /// What stands for null.
  public static final Object NULL = new Object() {
    @Override
    public String toString() {
      return "null";
    }
  };

  /// The header of a safetensors file nests three deep; more than this only serves to overflow the stack.
  private static final int DEEPEST = 16;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /// Reads a text that holds one value and nothing else but white space around it.
  ///
  /// @throws JsonException if it does not
  public static Object read(String text) throws JsonException {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.wrong("the end");
    }
    return value;
  }

  private Object value() throws JsonException {
    skipSpace();
    if (at == text.length()) {
      throw wrong("a value");
    }
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", NULL);
      default -> number();
    };
  }

  private Map<String, Object> object() throws JsonException {
    enter();
    Map<String, Object> members = new LinkedHashMap<>();
    if (!skips('}')) {
      do {
        skipSpace();
        int nameAt = at;
        String name = string();
        expect(':');
        if (members.put(name, value()) != null) {
          throw new JsonException("the name \"" + name + "\" comes a second time at character " + nameAt);
        }
      } while (skips(','));
      expect('}');
    }
    depth--;
    return members;
  }

  private List<Object> array() throws JsonException {
    enter();
    List<Object> elements = new ArrayList<>();
    if (!skips(']')) {
      do {
        elements.add(value());
      } while (skips(','));
      expect(']');
    }
    depth--;
    return elements;
  }

  private void enter() throws JsonException {
    at++;
    if (++depth > DEEPEST) {
      throw new JsonException("it nests deeper than " + DEEPEST + " at character " + at);
    }
  }

  private Object word(String word, Object value) throws JsonException {
    if (!text.startsWith(word, at)) {
      throw wrong("a value");
    }
    at += word.length();
    return value;
  }

  private Object number() throws JsonException {
    int start = at;
    skipIf('-');
    boolean zero = at < text.length() && text.charAt(at) == '0';
    int whole = digits();
    boolean valid = whole > 0 && !(zero && whole > 1);
    boolean integer = true;
    if (skipIf('.')) {
      integer = false;
      valid &= digits() > 0;
    }
    if (skipIf('e') || skipIf('E')) {
      integer = false;
      if (!skipIf('+')) {
        skipIf('-');
      }
      valid &= digits() > 0;
    }
    if (!valid) {
      throw start == at ? wrong("a value") : new JsonException("there is no valid number at character " + start);
    }
    String number = text.substring(start, at);
    try {
      return integer ? (Object) Long.valueOf(number) : (Object) Double.valueOf(number);
    } catch (NumberFormatException e) {
      throw new JsonException("the number at character " + start + " is too large", e);
    }
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private String string() throws JsonException {
    if (!skipIf('"')) {
      throw wrong("\"");
    }
    StringBuilder value = new StringBuilder();
    while (true) {
      if (at == text.length()) {
        throw wrong("\"");
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c < ' ') {
        throw new JsonException("there is a control character in the string at character " + (at - 1));
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws JsonException {
    char c = at < text.length() ? text.charAt(at++) : 0;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> codeUnit();
      default -> throw new JsonException("there is an unknown escape in the string at character " + (at - 1));
    };
  }

  private char codeUnit() throws JsonException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char c = at < text.length() ? text.charAt(at++) : 0;
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new JsonException("there is an incomplete \\u escape in the string at character " + (at - 1));
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  private void expect(char c) throws JsonException {
    if (!skips(c)) {
      throw wrong(String.valueOf(c));
    }
  }

  private boolean skips(char c) {
    skipSpace();
    return skipIf(c);
  }

  private boolean skipIf(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonException wrong(String expected) {
    String found = at == text.length() ? "the text ends" : "there is '" + text.charAt(at) + "'";
    return new JsonException("expected " + expected + ", but " + found + " at character " + at);
  }

  /// Says what is wrong with a text and where.
  public static final class JsonException extends Exception {
    private static final long serialVersionUID = 1;

    JsonException(String message) {
      super(message);
    }

    JsonException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
