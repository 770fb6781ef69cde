package dev.lanewise.formula;

import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.ReduceOp;
import dev.lanewise.formula.Expr.UnaryOp;
import java.util.Map;
import java.util.TreeMap;

/// The names of functions in the text form, for the parser and the printer.
final class FunctionNames {
  static final String WHERE = "where";

  static final Map<String, UnaryOp> UNARY = unary();
  static final Map<String, BinaryOp> BINARY =
      Map.of("min", BinaryOp.MIN, "max", BinaryOp.MAX, "pow", BinaryOp.POW);
  static final Map<String, ReduceOp> REDUCE = reduce();

  private FunctionNames() {}

  /// The name of a function, or `-` for [UnaryOp#NEG], which is written as an operator.
  static String of(UnaryOp op) {
    return switch (op) {
      case NEG -> "-";
      case ABS -> "abs";
      case SIGN -> "sign";
      case FLOOR -> "floor";
      case RINT -> "rint";
      case SQRT -> "sqrt";
      case EXP -> "exp";
      case EXPM1 -> "expm1";
      case LOG -> "log";
      case LOG1P -> "log1p";
      case SIN -> "sin";
      case COS -> "cos";
      case ATAN -> "atan";
      case TANH -> "tanh";
      case SIGMOID -> "sigmoid";
      case SOFTPLUS -> "softplus";
      case ERF -> "erf";
    };
  }

  static String of(ReduceOp op) {
    return switch (op) {
      case SUM -> "sum";
      case MAX -> "rowMax";
      case LOG_SUM_EXP -> "logSumExp";
    };
  }

  /// All names in alphabetical order, for messages.
  static String all() {
    TreeMap<String, Object> names = new TreeMap<>(UNARY);
    names.putAll(BINARY);
    names.putAll(REDUCE);
    names.put(WHERE, WHERE);
    return String.join(", ", names.keySet());
  }

  private static Map<String, UnaryOp> unary() {
    Map<String, UnaryOp> names = new TreeMap<>();
    for (UnaryOp op : UnaryOp.values()) {
      if (op != UnaryOp.NEG) {
        names.put(of(op), op);
      }
    }
    return Map.copyOf(names);
  }

  private static Map<String, ReduceOp> reduce() {
    Map<String, ReduceOp> names = new TreeMap<>();
    for (ReduceOp op : ReduceOp.values()) {
      names.put(of(op), op);
    }
    return Map.copyOf(names);
  }
}
