/// A slow, obvious implementation of networks in double precision: the oracle for generated code.
///
/// Generated models build one with a copy of their parameters; tests and users compare outputs, losses and gradients
/// with it. It shares the formulas with the compiler, but none of the compiler's rules for derivatives.
package dev.lanewise.reference;
