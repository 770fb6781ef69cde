package dev.lanewise.formula;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the classes that keep the formulas a generated model was made from.
///
/// A build tool that recompiles what depends on a changed class so finds the model when only the body of a function has
/// changed, which shows in the [Formula] of such a class.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface MadeFrom {

  /// The classes, in the order in which the network names the functions.
  Class<?>[] value();
}
