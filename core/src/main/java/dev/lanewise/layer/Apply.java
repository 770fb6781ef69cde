package dev.lanewise.layer;

import dev.lanewise.Per;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Applies an activation of one's own: a class annotated [dev.lanewise.Activation].
///
/// The function is the class's method `static float of(float x, ...)`. Parameters after `x` are given by [#args] in
/// order, unless they are annotated [dev.lanewise.Learnt].
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Apply {

  /// The class of the activation.
  Class<?> value();

  /// The parameters after `x` that are not learnt, in order; finite.
  double[] args() default {};

  /// Whether the row has one learnt parameter of each kind, or each of its units an own one.
  Per per() default Per.ROW;
}
