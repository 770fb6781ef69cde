package dev.lanewise.processor.read;

import java.util.OptionalInt;

/// What stands for a parameter of a method in its formula.
///
/// @param variable the name in the formula
/// @param width for an array of unknown length, the variable that stands for it; else empty
/// @param length of an array, where it is known
public record FunctionInput(String variable, String width, OptionalInt length) {

  static FunctionInput number(String variable) {
    return new FunctionInput(variable, "", OptionalInt.empty());
  }

  static FunctionInput row(String variable, String width) {
    return new FunctionInput(variable, width, OptionalInt.empty());
  }

  static FunctionInput array(String variable, int length) {
    return new FunctionInput(variable, "", OptionalInt.of(length));
  }
}
