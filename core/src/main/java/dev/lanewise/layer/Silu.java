package dev.lanewise.layer;

import dev.lanewise.Activation;
import dev.lanewise.formula.Formula;
import dev.lanewise.init.HeNormal;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The sigmoid linear unit, `y = x / (1 + exp(-x))`, also known as swish.
///
/// **Source**: Elfwing, Uchibe, Doya 2018, "Sigmoid-weighted linear units for neural network function approximation
/// in reinforcement learning", section 2.
@Documented
@Activation(initializer = HeNormal.class)
@Formula("x * sigmoid(x)")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Silu {}
