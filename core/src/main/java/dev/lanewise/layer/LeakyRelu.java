package dev.lanewise.layer;

import dev.lanewise.Activation;
import dev.lanewise.formula.Formula;
import dev.lanewise.init.HeNormal;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The leaky rectified linear unit: `y = x` where `x > 0`, else `y = negativeSlope x`.
@Documented
@Activation(initializer = HeNormal.class)
@Formula("where(x > 0, x, negativeSlope * x)")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface LeakyRelu {

  /// The slope for negative arguments; PyTorch uses the same default.
  double negativeSlope() default 0.01;
}
