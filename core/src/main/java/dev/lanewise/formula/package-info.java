/// The scalar IR: the maths of activations and losses as data, with its text form and its meaning in double precision.
///
/// Annotations in `dev.lanewise.layer` and `dev.lanewise.loss` carry formulas as text; the compiler differentiates and
/// emits them, and `dev.lanewise.reference` and the tests evaluate them as the oracle for generated code.
package dev.lanewise.formula;
