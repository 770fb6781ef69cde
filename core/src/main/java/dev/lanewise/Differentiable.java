package dev.lanewise;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Asks for the gradient of a static method: of numbers, or of an array of fixed length.
///
/// For `static double bowl(double x0, double x1)` in the class `Surfaces` the processor generates
/// `Surfaces_Bowl`, with the value and the gradient of the function in the method's own precision.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Differentiable {

  /// The length of the array that the method takes, at least 1; left out for a method of numbers.
  int length() default 0;
}
