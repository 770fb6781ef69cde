package dev.lanewise.formula;

/// A formula's text that cannot be read; the message shows the line and points at the position.
public final class FormulaException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  /// Describes a problem.
  ///
  /// @param problem what is wrong, without a full stop
  /// @param text the formula
  /// @param position the index in `text` of the character at fault, at most the text's length
  public FormulaException(String problem, String text, int position) {
    super(problem + "\n" + pointer(text, position));
    this.position = position;
  }

  /// The index in the formula of the character at fault; the text's length if more was expected.
  public int position() {
    return position;
  }

  private static String pointer(String text, int position) {
    int lineStart = text.lastIndexOf('\n', position - 1) + 1;
    int lineEnd = text.indexOf('\n', position);
    String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
    return "  " + line + "\n  " + " ".repeat(position - lineStart) + "^";
  }
}
