package dev.lanewise.layer;

import dev.lanewise.Activation;
import dev.lanewise.formula.Formula;
import dev.lanewise.init.HeNormal;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The rectified linear unit, `y = max(x, 0)`; its derivative at the kink, `x = 0`, is taken as 0.
@Documented
@Activation(initializer = HeNormal.class)
@Formula("max(x, 0)")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Relu {}
