package dev.lanewise.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// In training, sets each number of the row to 0 with a given probability, independently for each sample.
///
/// What is left is multiplied by `1 / (1 - rate)`, so that the mean stays the same and nothing is done when the network
/// predicts or is evaluated. Usually stands last in a row, after the activation. Which numbers are dropped depends on
/// [dev.lanewise.MiniBatch#noiseSeed] alone, which [dev.lanewise.data.MiniBatches] draws for every step from the seed
/// of the run: the same bits with any number of threads and any vector width.
///
/// Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov 2014, "Dropout: A Simple Way to Prevent Neural
/// Networks from Overfitting". "Deep Learning from Scratch", section 6.4.3, leaves what is kept as it is in training
/// and multiplies by `1 - rate` in prediction; the networks are the same but for the size of the weights behind.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Dropout {

  /// The probability that a number is dropped, at least 0 and below 1; 0.5 is usual, 0 drops nothing.
  double value();
}
