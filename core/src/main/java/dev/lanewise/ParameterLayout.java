package dev.lanewise;

import java.util.List;
import java.util.stream.Collectors;

/// Where each tensor of a model stands in its flat parameter array, and in every gradient and optimizer state.
///
/// The layout is decided when the network is compiled and is the same on every machine. Immutable.
///
/// @param slots the tensors in order, without gaps
public record ParameterLayout(List<ParameterSlot> slots) {

  /// Checks that the tensors follow each other.
  public ParameterLayout {
    slots = List.copyOf(slots);
    int end = 0;
    for (ParameterSlot slot : slots) {
      if (slot.offset() != end) {
        throw new IllegalArgumentException(slot.name() + " starts at " + slot.offset() + ", not at " + end);
      }
      end += slot.length();
    }
  }

  /// The length of the flat array, padding included.
  public int length() {
    return slots.isEmpty() ? 0 : slots.getLast().offset() + slots.getLast().length();
  }

  /// The number of parameters, padding left out.
  public int count() {
    return slots.stream().mapToInt(ParameterSlot::count).sum();
  }

  /// The tensor of a name.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists the names
  public ParameterSlot slot(String name) {
    return slots.get(index(name));
  }

  /// The place of a name's tensor among [#slots], from 0.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists the names
  public int index(String name) {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).name().equals(name)) {
        return i;
      }
    }
    String names = slots.stream().map(ParameterSlot::name).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("no parameter '" + name + "'; there are " + names);
  }
}
