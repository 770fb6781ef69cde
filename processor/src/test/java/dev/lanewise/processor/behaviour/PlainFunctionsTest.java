package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.DifferentiableFunction;
import dev.lanewise.NumericalGradient;
import dev.lanewise.formula.DualNumber;
import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.emit.FunctionEmitter;
import dev.lanewise.processor.layer.PlainFunction;
import dev.lanewise.processor.layer.Precision;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Generated values and gradients of plain functions against dual numbers, which know nothing of reverse accumulation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainFunctionsTest {
  private static final long SEED = 20_260_101;
  private static final String NONE = "";

  /// A function for the test: its class is `Functions_<Name>`, that of single precision `Functions_<Name>Float`.
  record Case(String name, List<String> parameters, int length, String text) {

    static Case ofNumbers(String name, String parameters, String text) {
      return new Case(name, List.of(parameters.split(" ")), 0, text);
    }

    NamedFormula formula() {
      return FormulaParser.parseNamed(text);
    }

    PlainFunction function(Precision precision) {
      String className = "Functions_" + name + (precision == Precision.FLOAT ? "Float" : NONE);
      return new PlainFunction("", "Functions." + name, className, false, precision, parameters, length, formula(),
          () -> name);
    }

    int arity() {
      return length > 0 ? length : parameters.size();
    }

    Map<String, double[]> variables(double... point) {
      return length > 0
          ? Map.of(parameters.getFirst(), point)
          : IntStream.range(0, point.length).boxed()
              .collect(Collectors.toMap(parameters::get, i -> new double[] {point[i]}));
    }

    /// The derivative by an input; that of an element of an array is that of the array's variable at its place.
    DualNumber differentiate(int input, double... point) {
      return Evaluator.differentiate(formula().value(), variables(point),
          length > 0 ? parameters.getFirst() : parameters.get(input), length > 0 ? input : 0);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        Case.ofNumbers("Bowl", "x0 x1", "x0 * x0 + x1 * x1"),
        Case.ofNumbers("Rosenbrock", "x y",
            "valley = y - x * x; distance = 1 - x; 100 * valley * valley + distance * distance"),
        Case.ofNumbers("Himmelblau", "x y", "a = x * x + y - 11; b = x + y * y - 7; a * a + b * b"),
        Case.ofNumbers("Beale", "x y", "a = 1.5 - x + x * y; b = 2.25 - x + x * y * y; a * a + b * b"),
        Case.ofNumbers("Saddle", "x y", "x * x - y * y"),
        Case.ofNumbers("Hill", "x y", "exp(-(x * x + 2 * y * y) / 2)"),
        Case.ofNumbers("Mish", "x", "soft = softplus(x); x * tanh(soft)"),
        Case.ofNumbers("Smooth", "x y z", "sqrt(1 + x * x) * sigmoid(y) / (2 + erf(z))"
            + " - log(1 + z * z) + log1p(y * y)"),
        Case.ofNumbers("Kinks", "x y", "max(x, y) + abs(x - 1) * min(y, 2 * x) - sign(x) * y"),
        Case.ofNumbers("Branches", "x y",
            "inside = x * x + y * y; root = sqrt(1 - inside);"
                + " where(inside < 1, root, where(x > 0 && !(y > x), x, -y))"),
        Case.ofNumbers("Masked", "x y",
            "r = log(x); s = r * r; where(x > 0.5, s + r * y, 0) + where(y > 0, r * x, y) + expm1(min(s, 1))"),
        Case.ofNumbers("Shared", "x y", "d = x - y; q = exp(d) / (1 + exp(d)); q * (1 - q) * d / (x * x + 1) + q / y"),
        Case.ofNumbers("Alone", "value gradient point unused", "-gradient * value * point * value"),
        Case.ofNumbers("Constant", "x", "2 / 3 + 0 * sign(x)"),
        Case.ofNumbers("Identity", "x", "x"),
        new Case("LogSum", List.of("x"), 5,
            "m = max(max(x[0], x[1]), max(x[2], max(x[3], x[4]))); total = exp(x[0] - m) + exp(x[1] - m)"
                + " + exp(x[2] - m) + exp(x[3] - m) + exp(x[4] - m); m + log(total)"),
        new Case("Skips", List.of("w"), 4, "w[2] * w[0] * w[2]"),
        new Case("Valley", List.of("x"), 100, valley(100)),
        new Case("Recurrence", List.of("x"), 3, recurrence(400)));
  }

  /// The chain of Rosenbrock's valleys over an array.
  private static String valley(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 1 < length; i++) {
      text.append("valley%d = x[%d] - x[%d] * x[%d]; wall%d = 1 - x[%d]; ".formatted(i, i + 1, i, i, i, i));
    }
    return text + IntStream.range(0, length - 1)
        .mapToObj(i -> "100 * valley%d * valley%d + wall%d * wall%d".formatted(i, i, i, i))
        .collect(Collectors.joining(" + "));
  }

  /// A value that depends on the one before, twice each time: written out it has 3^400 terms.
  private static String recurrence(int steps) {
    StringBuilder text = new StringBuilder("s0 = x[0] / 2; ");
    for (int i = 1; i < steps; i++) {
      text.append("s%d = x[1] * s%d * (1 - s%d) + x[2]; ".formatted(i, i - 1, i - 1));
    }
    return text + "s" + (steps - 1);
  }

  private GeneratedModels compiled;
  private final Map<String, String> sources = new LinkedHashMap<>();

  @BeforeAll
  void compileAll() {
    for (Case one : cases()) {
      for (Precision precision : Precision.values()) {
        PlainFunction function = one.function(precision);
        sources.put(function.className(), FunctionEmitter.emit(function).toString());
      }
    }
    compiled = GeneratedModels.compile(sources, List.of("-Xlint:all", "-Werror", "-proc:none"));
  }

  private DifferentiableFunction load(Case one, Precision precision) {
    return compiled.make(one.function(precision).className(), DifferentiableFunction.class);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsDualNumbersInDoublePrecision(Case one) {
    compare(one, load(one, Precision.DOUBLE), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalsDualNumbersInSinglePrecision(Case one) {
    // four hundred steps of a logistic map lose a digit more
    compare(one, load(one, Precision.FLOAT), 1e-4);
  }

  private static void compare(Case one, DifferentiableFunction function, double tolerance) {
    Random random = new Random(SEED);
    for (int trial = 0; trial < 50; trial++) {
      double[] point = point(one, random);
      double[] gradient = new double[one.arity()];
      double value = function.valueAndGradient(point, gradient);
      assertEquals(Double.doubleToLongBits(function.value(point)), Double.doubleToLongBits(value));
      double[] expected = new double[one.arity()];
      double scale = 1;
      double expectedValue = 0;
      for (int i = 0; i < expected.length; i += one.arity() > 50 ? 7 : 1) {
        DualNumber dual = one.name.equals("Recurrence") ? recurrence(i, point) : one.differentiate(i, point);
        expected[i] = dual.derivative();
        expectedValue = dual.value();
        scale = Math.max(scale, Math.abs(expected[i]));
      }
      if (Double.isNaN(expectedValue)) {
        assertTrue(Double.isNaN(value));
        continue;
      }
      String where = one + " at " + Arrays.toString(point) + ", seed " + SEED;
      assertEquals(expectedValue, value, tolerance * Math.max(1, Math.abs(expectedValue)), where);
      for (int i = 0; i < expected.length; i += one.arity() > 50 ? 7 : 1) {
        assertEquals(expected[i], gradient[i], tolerance * scale, where + ", derivative " + i);
      }
    }
  }

  /// Numbers that float holds exactly, so that both precisions see the same point and the same side of each kink.
  private static double[] point(Case one, Random random) {
    boolean isRecurrence = one.name.equals("Recurrence");
    return random.doubles(one.arity(), isRecurrence ? 0.1 : -2, isRecurrence ? 0.4 : 2)
        .map(x -> Math.round(x * 64) / 64.0)
        .toArray();
  }

  /// Walks the recurrence itself, since dual numbers walk the whole tree.
  private static DualNumber recurrence(int input, double[] point) {
    DualNumber[] x = IntStream.range(0, 3)
        .mapToObj(i -> i == input ? DualNumber.variable(point[i]) : DualNumber.constant(point[i]))
        .toArray(DualNumber[]::new);
    var one = DualNumber.constant(1);
    DualNumber s = x[0].apply(BinaryOp.DIV, DualNumber.constant(2));
    for (int i = 1; i < 400; i++) {
      s = x[1].apply(BinaryOp.MUL, s)
          .apply(BinaryOp.MUL, one.apply(BinaryOp.SUB, s))
          .apply(BinaryOp.ADD, x[2]);
    }
    return s;
  }

  @Test
  void estimatesNumericallyWhatItDerives() {
    for (Case one : cases().subList(0, 8)) {
      DifferentiableFunction function = load(one, Precision.DOUBLE);
      double[] point = IntStream.range(0, one.arity()).mapToDouble(i -> 0.75 - 0.5 * i).toArray();
      double[] gradient = new double[one.arity()];
      function.valueAndGradient(point, gradient);
      assertArrayEquals(NumericalGradient.scaled().at(function::value, point), gradient, 1e-6, one.name);
    }
  }

  @Test
  void aBranchThatIsNotTakenDoesNotPoisonTheGradient() {
    double[] gradient = new double[2];
    Case branches = cases().stream().filter(one -> one.name.equals("Branches")).findFirst().orElseThrow();
    load(branches, Precision.DOUBLE).valueAndGradient(new double[] {2, -1}, gradient);
    assertArrayEquals(new double[] {1, 0}, gradient);
  }

  @Test
  void growsInProportionToTheFunction() {
    // all three are cut into several methods, which hand each other values
    int hundred = lines(100);
    int twoHundred = lines(200);
    int fourHundred = lines(400);
    assertTrue(Math.abs(fourHundred - twoHundred - 2 * (twoHundred - hundred)) < 0.1 * twoHundred,
        hundred + ", " + twoHundred + ", " + fourHundred);
  }

  private static int lines(int length) {
    Case valley = new Case("Valley", List.of("x"), length, valley(length));
    return (int) FunctionEmitter.emit(valley.function(Precision.DOUBLE)).toString().lines().count();
  }

  @Test
  void everyMethodIsSmallEnoughToBeCompiled() {
    List<String> over = new ArrayList<>();
    for (byte[] bytes : compiled.classes()) {
      for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
        int size = method.findAttribute(Attributes.code()).map(code -> code.codeLength()).orElse(0);
        if (size >= 8_000) {
          over.add(method.methodName().stringValue() + " has " + size);
        }
      }
    }
    assertEquals(List.of(), over);
  }

  @Test
  void refusesArraysThatDoNotFit() {
    DifferentiableFunction bowl = load(cases().getFirst(), Precision.DOUBLE);
    double[] two = new double[2];
    assertThrows(IllegalArgumentException.class, () -> bowl.value(1, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> bowl.valueAndGradient(two, new double[3]));
    assertThrows(IllegalArgumentException.class, () -> bowl.valueAndGradient(two, two));
  }
}
