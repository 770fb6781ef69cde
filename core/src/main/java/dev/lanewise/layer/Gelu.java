package dev.lanewise.layer;

import dev.lanewise.Activation;
import dev.lanewise.formula.Formula;
import dev.lanewise.init.HeNormal;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The Gaussian error linear unit in its exact form, `y = x Φ(x)` with the normal distribution function `Φ`.
///
/// **Source**: Hendrycks, Gimpel 2016, "Gaussian Error Linear Units (GELUs)", section 2.
@Documented
@Activation(initializer = HeNormal.class)
@Formula("0.5 * x * (1 + erf(x * 0.7071067811865476))")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Gelu {}
