package dev.lanewise.layer;

import dev.lanewise.Activation;
import dev.lanewise.formula.Formula;
import dev.lanewise.init.HeNormal;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A smooth rectifier, `y = log(1 + exp(x))`, computed without overflow.
@Documented
@Activation(initializer = HeNormal.class)
@Formula("softplus(x)")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Softplus {}
