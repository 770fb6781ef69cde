package dev.lanewise;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares a record as a neural network: its components are the rows of the architecture table, in order.
///
/// From `record TwoLayerNet` the annotation processor generates `TwoLayerNetModel` in the same package, with the
/// record's visibility. A nested `Outer.Inner` becomes `Outer_InnerModel`.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {

  /// The shape of one sample; a single number is its width, at least 1.
  int[] input();

  /// The loss that training minimises: a class annotated [Loss]. Several are added. None means that the network can
  /// only predict.
  ///
  /// All of several take labels, or all take targets; links other than [Link#IDENTITY] must be one and the same.
  Class<?>[] loss() default {};

  /// Numbers in a row of targets, where that is not the number of outputs; 0 means that it is.
  ///
  /// Only a row-wise loss can compare rows of different widths.
  int targets() default 0;
}
