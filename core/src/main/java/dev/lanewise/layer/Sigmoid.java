package dev.lanewise.layer;

import dev.lanewise.Activation;
import dev.lanewise.formula.Formula;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The logistic sigmoid, `y = 1 / (1 + exp(-x))`, between 0 and 1.
@Documented
@Activation
@Formula("sigmoid(x)")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Sigmoid {}
