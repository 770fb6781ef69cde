/// The two-layer network of "Deep Learning from Scratch", chapter 4, and a program that trains it on digits.
///
/// This is the example that the build runs unless another is asked for.
package dev.lanewise.examples.twolayernet;
