package dev.lanewise;

import dev.lanewise.init.GlorotUniform;
import dev.lanewise.init.Initializer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a type as an activation: a function of one number, applied to every element of a row.
///
/// A built-in activation is an annotation type that also carries its [dev.lanewise.formula.Formula] in the variable
/// `x`; members of the annotation (a slope, say) may appear in the formula by name. The derivative is derived. What the
/// formula's `parameters` list after `x` is learnt: it starts at the annotation's member `init`, and the member `per`,
/// if there is one, says how many values it has.
///
/// An activation of one's own may also be a class, which a row applies by [dev.lanewise.layer.Apply].
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Activation {

  /// How the weights before this activation start when the row does not say.
  Class<? extends Initializer> initializer() default GlorotUniform.class;
}
