package dev.lanewise.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Adds to the loss a penalty on the weights: `strength * sum of |weight|`, with gradient `strength * sign(weight)`.
///
/// On a record it holds for all rows, on a row for that one, where it replaces the record's. Biases and learnt
/// parameters of activations are left alone. The loss that is reported excludes it.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface L1 {

  /// The strength; finite, at least 0.
  double value();
}
