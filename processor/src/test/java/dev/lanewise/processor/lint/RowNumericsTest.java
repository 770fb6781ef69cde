package dev.lanewise.processor.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Link;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Row-wise losses are tried out for NaN, infinity and lost digits, and good ones pass.
class RowNumericsTest {

  @ParameterizedTest
  @ValueSource(strings = {
      "logSumExp(outputs) - outputs[label]",
      "logSumExp(outputs) - 0.9 * outputs[label] - 0.1 / width * sum(outputs)",
      "logp = outputs[label] - logSumExp(outputs); q = 1 - exp(logp); -q * q * logp",
      "sum(where(position == label, 0, max(0, 1 - outputs[label] + outputs)))",
      "max(0, 1 + rowMax(where(position == label, -9, outputs)) - outputs[label])",
      "sum(where(position <= label, softplus(-outputs), softplus(outputs)))",
      "-log(exp(outputs[label]) / sum(exp(outputs)))",
      "-sum(where(position == label, outputs - logSumExp(outputs), 0))",
      "c = outputs - sum(outputs) / width; sum(c * c) - outputs[label]",
      "sum(targets) * logSumExp(outputs) - sum(targets * outputs)",
      "p = sigmoid(outputs); hits = sum(p * targets); 1 - (hits + 1)"
          + " / (hits + 0.7 * sum((1 - p) * targets) + 0.3 * sum(p * (1 - targets)) + 1)",
      "1 - sum(outputs * targets) / sqrt(sum(outputs * outputs) * sum(targets * targets) + 1e-6)",
      "s = max(outputs[1], -10); e = targets[0] - outputs[0]; 0.5 * (s + e * e * exp(-s)) + 0.1 * sum(outputs)"})
  void acceptsLossesThatHoldForUsualOutputs(String formula) {
    assertEquals(List.of(), Linted.loss(formula, Link.IDENTITY, 3));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "sum(exp(outputs)) - outputs[label]       | SingularFormula | 'exp(outputs[0])' raises e to the power of 100",
      "log(outputs[1]) - outputs[label] * sum(outputs) | SingularFormula | takes the logarithm of 0",
      "-log(outputs[label])                     | SingularFormula | 'log(outputs[0])' takes the logarithm of 0",
      "sum(outputs * targets) / sum(outputs)    | SingularFormula | divides by 0",
      "sqrt(sum((outputs - targets) * (outputs - targets))) | SingularFormula | is infinitely steep there",
      "(outputs[label] + 1e8) - 1e8 + 0.01 * sum(outputs) | PrecisionLoss | loses its digits",
  })
  void reportsOthersWithOutputsForWhichTheyFail(String formula, String symbol, String part) {
    String said = String.join("\n", Linted.loss(formula, Link.IDENTITY, 3));
    assertTrue(said.startsWith("[" + symbol + "]"), said);
    assertTrue(said.contains(part), said);
    assertTrue(said.contains("outputs[0] = "), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid(x)", "tanh(x)", "max(x, 0)"})
  void knowsWhatTheLastRowCanPutOut(String activation) {
    assertEquals(List.of(), Linted.loss("sum(exp(outputs / 2)) - outputs[label]", Link.IDENTITY, 3, "sigmoid(x)"));
    assertEquals(List.of(), Linted.loss("sum(exp(min(outputs, 20))) - outputs[label]", Link.IDENTITY, 3, activation));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 40})
  void triesRowsOfAnyWidth(int width) {
    assertEquals(1, Linted.loss("-log(outputs[0]) + sum(outputs * targets)", Link.IDENTITY, width).size());
  }
}
