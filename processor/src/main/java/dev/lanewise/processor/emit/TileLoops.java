package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.ParameterSlot;
import java.util.List;
import java.util.function.BiFunction;
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

  /// Whether there is one panel, so that threads share the rows and nothing else.
  boolean isOnePanel() {
    return columns <= panelWidth;
  }

  /// The loops over panels and columns, around the body that a width of panels needs.
  CodeBlock around(IntFunction<CodeBlock> body) {
    return loops(body, (_, loop) -> loop);
  }

  /// The loops of a product whose threads share panels: around the body, `from` and `to` are the thread's rows of the
  /// panel.
  ///
  /// @param rows how many rows there are, as code
  CodeBlock aroundShares(String rows, IntFunction<CodeBlock> body) {
    return isOnePanel()
        ? shareOf(rows).add(around(body)).build()
        : loops(body, (panel, loop) -> shareOf(panel + ", " + columns + ", " + rows).add(loop).build());
  }

  /// The same where rows lie side by side, so that neighbours would write to the same cache lines at the same time:
  /// each goes through its rows in halves.
  CodeBlock aroundHalves(String rows, IntFunction<CodeBlock> body) {
    return loops(body, (panel, loop) -> CodeBlock.builder()
        .beginControlFlow("for (int half = 0; half < share.halves(); half++)")
        .add(shareOf("half, " + panel + ", " + columns + ", " + rows).add(loop).build())
        .endControlFlow()
        .build());
  }

  /// Declares the rows of a thread.
  static CodeBlock.Builder shareOf(String arguments) {
    return CodeBlock.builder()
        .addStatement("int from = share.from($L)", arguments)
        .addStatement("int to = share.to($L)", arguments);
  }

  /// The loops over panels and columns.
  ///
  /// @param inPanel what stands inside a panel: of its first column and its width, as code, and the loop over columns
  private CodeBlock loops(IntFunction<CodeBlock> body, BiFunction<String, CodeBlock, CodeBlock> inPanel) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int width : panelWidths()) {
      int vectors = width / ParameterSlot.ALIGNMENT;
      if (width == panelWidth && columns > panelWidth) {
        CodeBlock loop = columnLoop("panel", "panel + " + panel, vectors, body.apply(width));
        code.beginControlFlow("for (int panel = 0; panel < $L; panel += $N)", columns / panelWidth * panelWidth, panel)
            .add(inPanel.apply("panel, " + panel, loop))
            .endControlFlow();
      } else {
        int from = columns - width;
        CodeBlock loop = columnLoop(String.valueOf(from), String.valueOf(columns), vectors, body.apply(width));
        code.add(inPanel.apply(from + ", " + width, loop));
      }
    }
    return code.build();
  }

  private static CodeBlock columnLoop(String from, String to, int vectors, CodeBlock body) {
    return CodeBlock.builder()
        .beginControlFlow("for (int column = $L;$Wcolumn < $L;$Wcolumn += $L)", from, to, TileCode.lanes(vectors))
        .add(body)
        .endControlFlow()
        .build();
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
