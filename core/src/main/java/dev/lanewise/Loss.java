package dev.lanewise;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a class as a loss: what training minimises, the mean over the mini-batch of a number per sample.
///
/// An element-wise loss is a formula in `prediction` and `target`, combined over the outputs of a sample by
/// [#reduction]. A row-wise loss is a formula in `outputs` and either `label` (a class index) or `targets`, whose rows
/// it reduces to one number with `sum`, `rowMax` and `logSumExp`, or reads one by one: `outputs[label]`, `outputs[0]`,
/// `targets[0]`. In a reduction `position` is the index of the element, which may be compared with `label`; `width` and
/// `targetWidth` are the numbers of outputs and of targets.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Loss {

  /// What `predict` applies to the outputs so that they can be read: probabilities for a classifier.
  ///
  /// It also says which targets a data set may hold, see [Link]; a loss for other ones, such as -1 and 1 in place of 0
  /// and 1, has [Link#IDENTITY].
  Link link() default Link.IDENTITY;

  /// How an element-wise loss combines the outputs of one sample; a row-wise loss ignores it.
  Reduction reduction() default Reduction.MEAN;
}
