package dev.lanewise.layer;

import dev.lanewise.Activation;
import dev.lanewise.formula.Formula;
import dev.lanewise.init.HeNormal;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The exponential linear unit: `y = x` where `x > 0`, else `y = alpha (exp(x) - 1)`.
///
/// **Source**: Clevert, Unterthiner, Hochreiter 2016, "Fast and Accurate Deep Network Learning by Exponential Linear
/// Units (ELUs)", equation 15.
@Documented
@Activation(initializer = HeNormal.class)
@Formula("where(x > 0, x, alpha * expm1(x))")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Elu {

  /// The value that `-y` approaches for very negative arguments.
  double alpha() default 1.0;
}
