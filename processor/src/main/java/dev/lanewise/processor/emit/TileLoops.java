package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.ParameterSlot;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
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
  private final InFullPanel inFullPanel;

  TileLoops(int columns, int panelWidth, String panel) {
    this(columns, panelWidth, panel, (_, loop) -> loop);
  }

  private TileLoops(int columns, int panelWidth, String panel, InFullPanel inFullPanel) {
    this.columns = columns;
    this.panelWidth = panelWidth;
    this.panel = panel;
    this.inFullPanel = inFullPanel;
  }

  /// The same loops, with something around that over the columns of a full panel.
  TileLoops with(InFullPanel around) {
    return new TileLoops(columns, panelWidth, panel, around);
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

  /// The loops of a product whose threads share rows: around the body, `from` and `to` are the thread's.
  ///
  /// @param rows how many rows there are, as code
  /// @param first what comes first in each panel: of its first column, as code
  CodeBlock aroundRows(String rows, Function<String, CodeBlock> first, IntFunction<CodeBlock> body) {
    return shareOf(rows)
        .add(loops(body, (panel, _, loop) -> first.apply(panel).toBuilder().add(loop).build()))
        .build();
  }

  /// The loops of a product whose threads share panels: around the body, `from` and `to` are the thread's rows of the
  /// panel.
  ///
  /// @param rows how many rows there are, as code
  CodeBlock aroundShares(String rows, IntFunction<CodeBlock> body) {
    return isOnePanel()
        ? aroundRows(rows, _ -> CodeBlock.of(""), body)
        : loops(body, (panel, width, loop) -> shareOf(arguments(panel, width, rows)).add(loop).build());
  }

  /// The same where rows lie side by side, so that neighbours would write to the same cache lines at the same time:
  /// each goes through its rows in halves.
  ///
  /// @param first what comes first in each panel of the thread: of its first column, as code
  CodeBlock aroundHalves(String rows, Function<String, CodeBlock> first, IntFunction<CodeBlock> body) {
    return loops(body, (panel, width, loop) -> {
      CodeBlock.Builder code = CodeBlock.builder();
      String arguments = arguments(panel, width, rows);
      CodeBlock before = first.apply(panel);
      if (!before.isEmpty()) {
        code.beginControlFlow("if (share.hasRows($L))", arguments).add(before).endControlFlow();
      }
      return code.beginControlFlow("for (int half = 0; half < share.halves(); half++)")
          .add(shareOf("half, " + arguments).add(loop).build())
          .endControlFlow()
          .build();
    });
  }

  /// The loops of [#aroundShares], a group of rows at a time: around the body, `from` and `to` are those of the group.
  ///
  /// @param rows how many rows there are, as code
  /// @param group the constant for the rows of a group
  /// @param first what comes first in each group: of the panel's first column and its columns, as code
  CodeBlock aroundGroups(
      String rows, String group, BiFunction<String, String, CodeBlock> first, IntFunction<CodeBlock> body) {
    return loops(body, (panel, width, loop) -> {
      String arguments = arguments(panel, width, rows);
      return eachGroup(CodeBlock.of("share.from($L)", arguments), CodeBlock.of("share.to($L)", arguments), group,
          first.apply(panel, width).toBuilder().add(loop).build());
    });
  }

  /// A loop over groups: around the body, `from` and `to` are those of the group. The last one may be smaller, or have
  /// up to [InputTiles#FEWEST_SHARED] rows more.
  ///
  /// @param group the constant for the size of a group
  static CodeBlock eachGroup(CodeBlock first, CodeBlock end, String group, CodeBlock body) {
    return CodeBlock.builder()
        .addStatement("int from = $L", first)
        .addStatement("int end = $L", end)
        .add(whileGroups("from", "to", "end", group, body))
        .build();
  }

  /// @param from the variable for the first row of a group, declared before
  /// @param to the variable for its end
  /// @param end the end of all groups
  private static CodeBlock whileGroups(String from, String to, String end, String group, CodeBlock body) {
    return CodeBlock.builder()
        .beginControlFlow("while ($N < $N)", from, end)
        .add("// A last group of fewer than $L would fit no tiles: it joins the one before.\n",
            InputTiles.FEWEST_SHARED)
        .addStatement("int $N = $N - $N < $N + $L$W? $N : $N + $N",
            to, end, from, group, InputTiles.FEWEST_SHARED, end, from, group)
        .add(body)
        .addStatement("$N = $N", from, to)
        .endControlFlow()
        .build();
  }

  /// The loops of [#aroundShares] in a loop over groups of rows, all panels of a group before the next: around the
  /// body, `from` and `to` are the rows of the group that are the thread's.
  ///
  /// @param rows the constant for the number of rows
  /// @param group the constant for the rows of a group
  /// @param first what comes first in each panel: of its first column and its columns, as code
  CodeBlock aroundSharesOfGroups(
      String rows, String group, BiFunction<String, String, CodeBlock> first, IntFunction<CodeBlock> body) {
    CodeBlock panels = loops(body, (panel, width, loop) -> {
      String arguments = arguments(panel, width, rows);
      return CodeBlock.builder()
          .addStatement("int from = $T.max(groupFrom, share.from($L))", Math.class, arguments)
          .addStatement("int to = $T.min(groupTo, share.to($L))", Math.class, arguments)
          .beginControlFlow("if (from < to)")
          .add(first.apply(panel, width))
          .add(loop)
          .endControlFlow()
          .build();
    });
    return CodeBlock.builder()
        .addStatement("int groupFrom = 0")
        .add(whileGroups("groupFrom", "groupTo", rows, group, panels))
        .build();
  }

  /// The loops of a product of which a call computes some rows: around the body, `from` and `to` are the caller's.
  CodeBlock aroundGiven(IntFunction<CodeBlock> body) {
    return loops(body, (_, _, loop) -> loop);
  }

  /// The loops over some full panels, for all rows of each: the panels from `fromInput` to `toInput`, the caller's.
  ///
  /// @param rows how many rows there are, as code
  /// @param first what comes first in each panel: of its first column, as code
  CodeBlock aroundPanels(String rows, Function<String, CodeBlock> first, IntFunction<CodeBlock> body) {
    int vectors = panelWidth / ParameterSlot.ALIGNMENT;
    return CodeBlock.builder()
        .addStatement("int from = 0")
        .addStatement("int to = $L", rows)
        .beginControlFlow("for (int panel = fromInput; panel < toInput; panel += $N)", panel)
        .add(first.apply("panel"))
        .add(inFullPanel.around("panel", columnLoop("panel", "panel + " + panel, vectors, body.apply(panelWidth))))
        .endControlFlow()
        .build();
  }

  private String arguments(String panel, String width, String rows) {
    return panel + ", " + width + ", " + columns + ", " + rows;
  }

  /// Declares the rows of a thread.
  private static CodeBlock.Builder shareOf(String arguments) {
    return CodeBlock.builder()
        .addStatement("int from = share.from($L)", arguments)
        .addStatement("int to = share.to($L)", arguments);
  }

  /// The loops over panels and columns.
  ///
  /// @param inPanel what stands inside a panel
  private CodeBlock loops(IntFunction<CodeBlock> body, InPanel inPanel) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int width : panelWidths()) {
      int vectors = width / ParameterSlot.ALIGNMENT;
      if (width == panelWidth && columns > panelWidth) {
        CodeBlock loop = columnLoop("panel", "panel + " + panel, vectors, body.apply(width));
        code.beginControlFlow("for (int panel = 0; panel < $L; panel += $N)", columns / panelWidth * panelWidth, panel)
            .add(inPanel.around("panel", panel, inFullPanel.around("panel", loop)))
            .endControlFlow();
      } else {
        int from = columns - width;
        CodeBlock loop = columnLoop(String.valueOf(from), String.valueOf(columns), vectors, body.apply(width));
        code.add(inPanel.around(String.valueOf(from), String.valueOf(width),
            width == panelWidth ? inFullPanel.around(String.valueOf(from), loop) : loop));
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

  /// Where the current columns of a row begin in an array of one panel.
  ///
  /// @param width the width of the panel that the columns lie in
  CodeBlock inPanel(int width) {
    return columns <= panelWidth ? CodeBlock.of("column") : CodeBlock.of("column - $L", start(width));
  }

  /// Where the current columns of a row begin in panels of weights with so many rows.
  ///
  /// @param width the width of the panel that the columns lie in
  CodeBlock weightAt(String offset, String rows, int width) {
    return columns <= panelWidth
        ? CodeBlock.of("$N + column", offset)
        : CodeBlock.of("$N + $L * $N + column - $L", offset, start(width), rows, start(width));
  }

  /// Where a panel of weights with so many rows begins.
  ///
  /// @param panel the panel's first column, as code
  CodeBlock panelAt(String offset, String rows, String panel) {
    return isOnePanel() ? CodeBlock.of("$N", offset) : CodeBlock.of("$N + $L * $N", offset, panel, rows);
  }

  private String start(int width) {
    return width == panelWidth ? "panel" : String.valueOf(columns - width);
  }

  /// What stands around the loop over the columns of a full panel.
  @FunctionalInterface
  interface InFullPanel {

    /// @param panel the panel's first column, as code
    CodeBlock around(String panel, CodeBlock loop);
  }

  /// What stands inside a panel.
  @FunctionalInterface
  private interface InPanel {

    /// @param panel the panel's first column, as code
    /// @param width the panel's columns, as code
    /// @param loop the loop over the columns
    CodeBlock around(String panel, String width, CodeBlock loop);
  }
}
