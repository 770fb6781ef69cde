package dev.lanewise.processor.layer;

import dev.lanewise.Per;
import dev.lanewise.processor.ir.Shape;

/// A parameter of an activation that training changes.
///
/// @param name the variable of the activation's formula, and the parameter's name within its row
/// @param initial the value before training, finite
/// @param per how many values it has
public record LearntParameter(String name, double initial, Per per) {

  /// The shape in a row of so many units: one number for all, or one for each.
  Shape shape(int units) {
    return per == Per.ROW ? Shape.SCALAR : Shape.vector(units);
  }
}
