package dev.lanewise;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a parameter of an activation's method as learnt: training changes it, as it changes weights.
///
/// It becomes a parameter of the row by its name, `hidden.slope`, which weight decay leaves alone.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Learnt {

  /// The value before training; finite.
  double value();
}
