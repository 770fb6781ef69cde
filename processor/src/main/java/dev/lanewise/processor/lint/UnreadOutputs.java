package dev.lanewise.processor.lint;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Units of the last row that no loss looks at: `outputs[0]` and `outputs[1]` of a row of 3.
final class UnreadOutputs implements Rule {
  private static final String OUTPUTS = "outputs";
  private static final int SHOWN = 5;

  @Override
  public void check(Declaration network, Diagnostics diagnostics) {
    network.last().filter(_ -> network.isTrained()).ifPresent(last -> check(network, last, diagnostics));
  }

  private static void check(Declaration network, Row last, Diagnostics diagnostics) {
    Set<Integer> read = new HashSet<>();
    for (LossChoice loss : network.losses()) {
      if (loss.isElementwise() || readsAll(loss.formula())) {
        return;
      }
      read.addAll(elements(loss.formula()));
    }
    List<Integer> unread = new ArrayList<>();
    int width = last.outputWidth(1);
    for (int output = 0; output < width; output++) {
      if (!read.contains(output)) {
        unread.add(output);
      }
    }
    // A loss of no output at all, and outputs that are not there, are errors that are reported by themselves.
    boolean isSound = !read.isEmpty() && read.stream().allMatch(output -> output < width);
    if (isSound && !unread.isEmpty()) {
      LossChoice loss = network.losses().getFirst();
      diagnostics.report(Problem.UNREAD_OUTPUTS, loss.origin(), loss.name(), words(unread), last.name());
    }
  }

  private static boolean readsAll(Expr formula) {
    boolean hasRow = FreeVariables.of(formula).contains(OUTPUTS)
        && Parts.of(formula).contains(new Expr.Variable(OUTPUTS));
    boolean hasLabel = Parts.of(formula).stream().anyMatch(part ->
        part instanceof Expr.Element(String row, Expr index) && row.equals(OUTPUTS)
            && !(index instanceof Expr.Constant));
    return hasRow || hasLabel;
  }

  private static Set<Integer> elements(Expr formula) {
    Set<Integer> elements = new HashSet<>();
    for (Expr part : Parts.of(formula)) {
      if (part instanceof Expr.Element(String row, Expr.Constant(double index)) && row.equals(OUTPUTS)) {
        elements.add((int) index);
      }
    }
    return elements;
  }

  private static String words(List<Integer> outputs) {
    String numbers = outputs.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
    String more = outputs.size() > SHOWN ? " and " + (outputs.size() - SHOWN) + " more" : "";
    return (outputs.size() == 1 ? "output " : "outputs ") + numbers + more;
  }
}
