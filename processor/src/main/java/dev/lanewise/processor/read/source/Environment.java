package dev.lanewise.processor.read.source;

import dev.lanewise.processor.read.source.JavaValue.Number;
import dev.lanewise.processor.read.source.JavaValue.Row;
import dev.lanewise.processor.read.source.JavaValue.Truth;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The local variables of a body at one point of it.
final class Environment {
  private final Map<String, JavaValue> values;
  private final Map<String, NumberType> types;

  private Environment(Map<String, JavaValue> values, Map<String, NumberType> types) {
    this.values = values;
    this.types = types;
  }

  static Environment empty() {
    return new Environment(new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  Environment copy() {
    return new Environment(new LinkedHashMap<>(values), new LinkedHashMap<>(types));
  }

  boolean has(String name) {
    return values.containsKey(name) || types.containsKey(name);
  }

  /// The value of a variable, or null before its first assignment.
  JavaValue get(String name) {
    return values.get(name);
  }

  /// Declares a variable of a numeric type; conditions and rows have none.
  void declare(String name, NumberType type) {
    types.put(name, type);
    values.remove(name);
  }

  /// Gives a variable a value, converted to the type it was declared with.
  void put(String name, JavaValue value) {
    NumberType type = types.get(name);
    values.put(name, value instanceof Number number && type != null ? JavaArithmetic.convert(number, type) : value);
  }

  /// Takes what two branches left behind: each variable becomes a choice by the condition.
  ///
  /// What only one branch has given a value is unknown after them, as Java has it.
  void join(Truth condition, Environment then, Environment otherwise) {
    Set<String> names = new LinkedHashSet<>(types.keySet());
    names.addAll(values.keySet());
    names.forEach(name -> joined(condition, then.get(name), otherwise.get(name), name));
  }

  private void joined(Truth condition, JavaValue then, JavaValue otherwise, String name) {
    if (then == null || otherwise == null) {
      values.remove(name);
      return;
    }
    values.put(name, switch (then) {
      case Number number -> JavaArithmetic.choose(condition, number, (Number) otherwise);
      case Truth truth -> truth.equals(otherwise) ? truth
          : JavaArithmetic.choose(condition, truth, (Truth) otherwise);
      case Row row -> row;
    });
  }

  /// The variables that hold numbers, in the order of their first values.
  Map<String, Number> numbers() {
    Map<String, Number> numbers = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (value instanceof Number number) {
        numbers.put(name, number);
      }
    });
    return numbers;
  }
}
