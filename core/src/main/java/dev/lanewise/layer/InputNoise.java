package dev.lanewise.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// In training, adds to every number of every sample a normally distributed one of mean 0.
///
/// With the squared error this works like a penalty on steep functions. Nothing is added when the network predicts or
/// is evaluated. What is added depends on [dev.lanewise.MiniBatch#noiseSeed] alone, as in [Dropout].
///
/// Source: Bishop 1995, "Training with Noise is Equivalent to Tikhonov Regularization".
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface InputNoise {

  /// The standard deviation, in the units of the samples; finite, above 0.
  double value();
}
