package dev.lanewise.formula;

import static dev.lanewise.formula.FormulaParser.parse;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaPrinterTest {

  @ParameterizedTest
  @ValueSource(strings = {
      "a + b * c", "(a + b) * c", "a - (b - c)", "a - b - c", "a / (b * c)", "-a * b", "-(a * b)", "-(-a)", "-(1)",
      "-abs(x)", "a - -1", "where(x > 0 && !(y < 1), 1, 0)", "where((a < b || c < b) && a < c, a, b)", "max(x, 0)",
      "0.5 * x * (1 + erf(x * 0.7071067811865476))", "1e-4 * x", "logSumExp(outputs) - outputs[label]",
      "sum(targets) * logSumExp(outputs)", "where(!(a < b), a, b)"
  })
  void writesWhatAPersonWouldWrite(String text) {
    assertEquals(text, FormulaPrinter.print(parse(text)));
  }

  @Test
  void leavesOutNeedlessParenthesesAndNames() {
    assertEquals("a * b + c", FormulaPrinter.print(parse("((a) * (b)) + (c)")));
    assertEquals("abs(a) * abs(a)", FormulaPrinter.print(parse("e = abs(a); e * e")));
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    for (long seed = 0; seed < 2000; seed++) {
      Expr expr = new RandomFormulas(new Random(seed)).number((int) (seed % 6));
      String text = FormulaPrinter.print(expr);
      assertEquals(expr, parse(text), "seed " + seed + ": " + text);
    }
  }
}
