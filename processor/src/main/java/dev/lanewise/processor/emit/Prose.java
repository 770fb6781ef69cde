package dev.lanewise.processor.emit;

/// Breaks the text of comments into lines.
final class Prose {
  /// Columns of text in a line of a method's comment: with indent and asterisk it ends before column 100.
  private static final int WIDTH = 90;

  /// Characters of a formula in a comment, up to which reading it helps.
  private static final int LONG = 90;

  private Prose() {}

  /// The beginning of a formula that is too long for a line.
  static String shortened(String formula) {
    return formula.length() <= LONG ? formula : formula.substring(0, LONG - 4) + " ...";
  }

  /// The text in lines that end at blanks.
  static String wrapped(String text) {
    StringBuilder wrapped = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        wrapped.append('\n');
        column = 0;
      } else if (column > 0) {
        wrapped.append(' ');
        column++;
      }
      wrapped.append(word);
      column += word.length();
    }
    return wrapped.toString();
  }
}
