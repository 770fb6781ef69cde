package dev.lanewise.formula;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The formula of a function, in the text form of the scalar IR that [FormulaParser] reads.
///
/// The one definition of a built-in activation or loss: forward code, derivative, reference and documentation all
/// come from this text. It is retained in class files, so that a compiler that only sees class files can read it.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Formula {

  /// The formula: optional statements `name = expression;` and a last expression, the value.
  String value();

  /// The names of the inputs in the order of the Java method that the formula was read from, which class files do not
  /// keep; empty where there is no method.
  String[] parameters() default {};
}
