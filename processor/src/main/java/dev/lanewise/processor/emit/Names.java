package dev.lanewise.processor.emit;

import java.util.Locale;
import java.util.Set;

/// How a name of the user becomes an identifier of generated code.
final class Names {
  /// Local variables, fields, parameters and types of generated methods that are not named after a row.
  private static final Set<String> RESERVED = Set.of(
      "at", "bias", "buffers", "capacity", "column", "columns", "dOutput", "e", "end", "from", "gradient",
      "groupFrom", "groupTo", "half", "input", "inputs", "inside", "kernel", "l1", "l2", "label", "labels", "lane",
      "lanes", "lanesAt", "model", "negativeLearningRate", "output", "outputs", "packed", "packedAt", "packedFrom",
      "packedGradients", "packedInputs", "packedTo", "padding", "panel", "parameters", "partialSums", "place", "rate",
      "resultAt", "row", "rowAt", "rows", "sample", "sampleLosses", "sampleShare", "samples", "samplesAt", "seed",
      "share", "shares", "size", "slope", "stage", "sum", "targets", "targetsAt", "to", "total", "transposed",
      "transposedPanels", "weight", "weightAt", "weights", "workers", "x", "Arrays", "Buffers", "Columns", "Float",
      "FloatVector", "Kernels", "LANES", "Lanes", "Math", "ParameterSlot", "PlainKernels", "Rows", "SPECIES",
      "ScalarMath", "ScalarProducts", "ScalarRows", "Stage", "Tiles", "VectorFunctions", "VectorMask", "VectorMath",
      "VectorOperators", "WarmUp", "WarmUpCalls");

  private Names() {}

  /// `hidden.weight` → `hiddenWeight`.
  static String camel(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot) + capitalized(name.substring(dot + 1));
  }

  /// `hidden.weight` → `HiddenWeight`.
  static String capitalized(String name) {
    String camel = camel(name);
    return Character.toUpperCase(camel.charAt(0)) + camel.substring(1);
  }

  /// `hidden.weight` → `HIDDEN_WEIGHT`, `firstRow` → `FIRST_ROW`.
  static String constant(String name) {
    return camel(name).replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_").toUpperCase(Locale.ROOT);
  }

  /// The local variable that a user's name becomes: capitals at its beginning could hide a type or a constant.
  static String local(String name) {
    boolean isConstant = name.equals(constant(name));
    return isConstant
        ? name.toLowerCase(Locale.ROOT)
        : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /// The variable for the array that keeps a value: its name, unless generated methods use that for something else.
  static String array(String name) {
    String camel = camel(name);
    boolean isTaken = RESERVED.contains(camel) || camel.matches("(sum|weight|d?x|bias|dOutput)\\d.*")
        // A name in capitals is also that of the constant for the row's width.
        || camel.equals(constant(camel));
    return isTaken ? camel + "Rows" : camel;
  }
}
