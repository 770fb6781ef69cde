package dev.lanewise.processor.ir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A computation: values in an order in which each comes after what it reads, and the results that are wanted.
///
/// @param values every value, leaves included
/// @param outputs what the last row gives
/// @param loss the number that training minimises, if there is a loss
/// @param gradients the gradient of each parameter, by the parameter's name; empty before differentiation
public record Graph(List<Value> values, Value outputs, Optional<Value> loss, Map<String, Value> gradients) {
  /// Copies the lists.
  public Graph {
    values = List.copyOf(values);
    gradients = Collections.unmodifiableMap(new LinkedHashMap<>(gradients));
  }

  /// The value of a name.
  ///
  /// @throws IllegalArgumentException if there is none
  public Value value(String name) {
    return values.stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no value '" + name + "' in the graph"));
  }
}
