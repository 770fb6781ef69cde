package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.ParameterSlot;
import java.util.List;
import java.util.function.IntFunction;

/// The loops over the panels, columns and rows of a product that call its tiles.
///
/// @param columns the padded number of columns
/// @param panelWidth columns of a full panel
/// @param panel the constant with that number
final class TileLoops {
  private final int columns;
  private final int panelWidth;
  private final String panel;

  TileLoops(int columns, int panelWidth, String panel) {
    this.columns = columns;
    this.panelWidth = panelWidth;
    this.panel = panel;
  }

  /// The widths of panels that occur: full ones, and what is left in the last.
  List<Integer> panelWidths() {
    int left = columns % panelWidth;
    if (left == 0) {
      return List.of(panelWidth);
    }
    return columns < panelWidth ? List.of(left) : List.of(panelWidth, left);
  }

  /// The loops over panels and columns, around the body that a width of panels needs.
  CodeBlock around(IntFunction<CodeBlock> body) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int width : panelWidths()) {
      int vectors = width / ParameterSlot.ALIGNMENT;
      if (width == panelWidth && columns > panelWidth) {
        code.beginControlFlow("for (int panel = 0; panel < $L; panel += $N)", columns / panelWidth * panelWidth, panel);
        columnLoop(code, "panel", "panel + " + panel, vectors, body.apply(width));
        code.endControlFlow();
      } else {
        int from = columns - width;
        columnLoop(code, String.valueOf(from), String.valueOf(columns), vectors, body.apply(width));
      }
    }
    return code.build();
  }

  private static void columnLoop(CodeBlock.Builder code, String from, String to, int vectors, CodeBlock body) {
    String step = TileCode.lanes(vectors);
    code.beginControlFlow("for (int column = $L;$Wcolumn < $L;$Wcolumn += $L)", from, to, step);
    code.add(body);
    code.endControlFlow();
  }

  /// Where the current columns of a row begin in panels of weights with so many rows.
  ///
  /// @param width the width of the panel that the columns lie in
  CodeBlock weightAt(String offset, String rows, int width) {
    String base = offset.equals("0") ? "" : offset + " + ";
    if (columns <= panelWidth) {
      return CodeBlock.of("$Lcolumn", base);
    }
    String start = width == panelWidth ? "panel" : String.valueOf(columns - width);
    return CodeBlock.of("$L$L * $N + column - $L", base, start, rows, start);
  }
}
