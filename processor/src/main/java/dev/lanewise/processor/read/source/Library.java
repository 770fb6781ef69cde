package dev.lanewise.processor.read.source;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.ReduceOp;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.Formulas;
import dev.lanewise.processor.read.source.JavaValue.Number;
import dev.lanewise.processor.read.source.JavaValue.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The classes of the Java library, and of Lanewise, whose methods a body may call.
final class Library {
  static final String ROWS = "dev.lanewise.Rows";
  private static final Set<String> MATH = Set.of("java.lang.Math", "java.lang.StrictMath");
  private static final Set<String> NUMBERS = Set.of("java.lang.Float", "java.lang.Double", "java.lang.Integer");

  private Library() {}

  /// Whether all that can be called of a class is here.
  static boolean isKnown(String owner) {
    return MATH.contains(owner) || NUMBERS.contains(owner) || owner.equals(ROWS);
  }

  /// What a call gives; empty if the method is not here.
  static Optional<JavaValue> call(String owner, String name, List<JavaValue> arguments) {
    if (owner.equals(ROWS)) {
      return Optional.of(row(name, (Row) arguments.getFirst()));
    }
    if (!isKnown(owner) || !arguments.stream().allMatch(Number.class::isInstance)) {
      return Optional.empty();
    }
    List<Number> numbers = arguments.stream().map(Number.class::cast).toList();
    if (MATH.contains(owner)) {
      return MathMethods.has(name, numbers.size()) ? Optional.of(MathMethods.call(name, numbers)) : Optional.empty();
    }
    return ofNumbers(name, numbers);
  }

  private static Optional<JavaValue> ofNumbers(String name, List<Number> x) {
    return switch (name) {
      case "isNaN" -> Optional.of(JavaArithmetic.compare(CompareOp.NE, x.getFirst(), x.getFirst()));
      case "isFinite" -> Optional.of(JavaArithmetic.compare(CompareOp.LE,
          JavaArithmetic.function(UnaryOp.ABS, x.getFirst(), NumberType.DOUBLE),
          Number.of(Float.MAX_VALUE, NumberType.DOUBLE)));
      case "max", "min" -> Optional.of(MathMethods.call(name, x));
      case "sum" -> JavaArithmetic.binary(BinaryOp.ADD, x.get(0), x.get(1)).map(JavaValue.class::cast);
      default -> Optional.empty();
    };
  }

  private static Number row(String name, Row row) {
    if (row.length().isPresent()) {
      return number(fixed(name, elements(row), row.length().getAsInt()));
    }
    Expr all = new Expr.Variable(row.name());
    return number(switch (name) {
      case "sum" -> new Expr.Reduce(ReduceOp.SUM, all);
      case "mean" -> Formulas.divide(new Expr.Reduce(ReduceOp.SUM, all), new Expr.Variable(row.width()));
      case "max" -> new Expr.Reduce(ReduceOp.MAX, all);
      case "logSumExp" -> new Expr.Reduce(ReduceOp.LOG_SUM_EXP, all);
      default -> throw new IllegalArgumentException(name);
    });
  }

  private static Expr fixed(String name, List<Expr> elements, int length) {
    return switch (name) {
      case "sum" -> sum(elements);
      case "mean" -> Formulas.divide(sum(elements), Formulas.constant(length));
      case "max" -> max(elements);
      case "logSumExp" -> {
        Expr max = max(elements);
        Expr sum = sum(elements.stream()
            .map(x -> Formulas.apply(UnaryOp.EXP, Formulas.subtract(x, max))).toList());
        yield Formulas.add(max, Formulas.apply(UnaryOp.LOG, sum));
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static List<Expr> elements(Row row) {
    return IntStream.range(0, row.length().getAsInt())
        .<Expr>mapToObj(i -> new Expr.Element(row.name(), Formulas.constant(i)))
        .toList();
  }

  private static Expr sum(List<Expr> elements) {
    return elements.stream().reduce(Formulas::add).orElseThrow();
  }

  private static Expr max(List<Expr> elements) {
    return elements.stream().reduce((a, b) -> new Expr.Binary(BinaryOp.MAX, a, b)).orElseThrow();
  }

  private static Number number(Expr expr) {
    return new Number(expr, NumberType.DOUBLE);
  }
}
