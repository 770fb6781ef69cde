package dev.lanewise;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a parameter of an activation's method as learnt: training changes it, as it changes weights.
///
/// It becomes a parameter of the row by its name, `hidden.slope`, which weight decay and penalties leave alone. Where
/// another parameter of the row has that name, a number is appended: `hidden.slope2`.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Learnt {

  /// The value before training; finite.
  double value();
}
