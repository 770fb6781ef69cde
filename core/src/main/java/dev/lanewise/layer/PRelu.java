package dev.lanewise.layer;

import dev.lanewise.Activation;
import dev.lanewise.Per;
import dev.lanewise.formula.Formula;
import dev.lanewise.init.HeNormal;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The rectified linear unit with a learnt slope: `y = x` where `x > 0`, else `y = slope x`.
///
/// **Shapes**: parameter `slope`, `[1]` or, with [Per#UNIT], `[units]`. PyTorch calls it `weight` and has the same
/// defaults.
///
/// **Source**: He, Zhang, Ren, Sun 2015, "Delving Deep into Rectifiers", equation 1.
@Documented
@Activation(initializer = HeNormal.class)
@Formula(value = "where(x > 0, x, slope * x)", parameters = {"x", "slope"})
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface PRelu {

  /// The slope before training; finite.
  double init() default 0.25;

  /// Whether the row has one slope, or each of its units an own one.
  Per per() default Per.ROW;
}
