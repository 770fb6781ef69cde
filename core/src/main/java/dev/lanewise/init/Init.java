package dev.lanewise.init;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How the weights of a row start: `@Init(std = 0.01)` or `@Init(HeNormal.class)`.
///
/// On a row it is for that row, on the record for every row without its own. Without any, the activation decides:
/// [GlorotUniform] for sigmoid, tanh and none, [HeNormal] for the rectifier family. A bias always starts at 0.
///
/// | initializer | weights |
/// |---|---|
/// | [Normal] with `std` | normal, standard deviation `std` |
/// | [GlorotUniform] | uniform between ± `sqrt(6 / (inputs + outputs))` |
/// | [GlorotNormal] | normal, standard deviation `sqrt(2 / (inputs + outputs))` |
/// | [HeUniform] | uniform between ± `sqrt(6 / inputs)` |
/// | [HeNormal] | normal, standard deviation `sqrt(2 / inputs)` |
/// | [Zeros] | 0 |
///
/// An initializer of your own is a class that implements [Initializer].
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Init {

  /// The initializer; left out where `std` is given.
  Class<? extends Initializer> value() default Normal.class;

  /// The standard deviation of normally distributed weights with mean 0, for [Normal] only, which requires it; above 0
  /// and finite.
  double std() default Double.NaN;
}
