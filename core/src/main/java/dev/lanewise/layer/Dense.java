package dev.lanewise.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A fully connected row, `y = x W^T + b`.
///
/// **Shapes**: `[batch, in]` → `[batch, units]`; parameters `weight` `[units, in]` and `bias` `[units]`. The width
/// `in` is inferred from the row before.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Dense {

  /// The number of outputs, at least 1.
  int value();

  /// Whether a bias is added to each output; it starts at 0.
  boolean bias() default true;
}
