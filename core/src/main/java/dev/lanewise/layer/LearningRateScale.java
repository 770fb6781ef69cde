package dev.lanewise.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Gives a row a learning rate of its own: so many times that of the training run, whatever its schedule.
///
/// Usual for rows that were trained before, with 0.1 or less beside new ones. Gradients are as without it; every
/// optimizer moves the parameters of the row by the scaled rate.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface LearningRateScale {

  /// The factor; finite, above 0. For a row that does not move at all there is [Frozen].
  double value();
}
