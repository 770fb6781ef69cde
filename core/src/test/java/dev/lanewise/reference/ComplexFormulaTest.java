package dev.lanewise.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.formula.ComplexNumber;
import dev.lanewise.formula.FormulaParser;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplexFormulaTest {
  private static final double STEP = 0x1p-80;
  private static final double[] OUTPUTS = {3, 2.5, 1};
  private static final double[] TARGETS = {5, 7};

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      sum(where(position == label, 0, max(0, 1 - outputs[label] + outputs)))    | 1.5   | 1  | -1 | 0
      sum(targets * outputs[0])                                                 | 36    | 12 | 0  | 0
      outputs[2] * outputs[2] - outputs[1]                                      | -1.5  | 0  | -1 | 2
      sum(outputs) / width + targetWidth * outputs[0]                           | 8.166666666666666 | 2.3333333333333335 \
      | 0.3333333333333333 | 0.3333333333333333
      sum(outputs * rowMax(targets))                                            | 45.5  | 7  | 7  | 7
      sum(outputs * sum(outputs))                                               | 42.25 | 13 | 13 | 13
      sum(position * targets) + sum(position * outputs)                         | 11.5  | 0  | 1  | 2
      """)
  void rowWiseFormulasHaveTheirValueAndTheirDerivatives(
      String formula, double value, double byFirst, double bySecond, double byThird) {
    double[] slopes = {byFirst, bySecond, byThird};
    for (int i = 0; i < slopes.length; i++) {
      ComplexNumber[] outputs = complex(OUTPUTS);
      outputs[i] = new ComplexNumber(OUTPUTS[i], STEP);
      ComplexNumber result = new ComplexFormula(
          Map.of("outputs", outputs, "targets", complex(TARGETS), "label", complex(1)))
          .value(FormulaParser.parse(formula), ComplexFormula.OUTSIDE);
      assertEquals(value, result.real(), 1e-14);
      assertEquals(slopes[i], result.imaginary() / STEP, 1e-14, "derivative by output " + i);
    }
  }

  private static ComplexNumber[] complex(double... values) {
    return Arrays.stream(values).mapToObj(ComplexNumber::of).toArray(ComplexNumber[]::new);
  }
}
