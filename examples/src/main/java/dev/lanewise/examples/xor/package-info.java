/// Exclusive or, the smallest problem that needs a hidden row, and a program that learns it.
///
/// The example to read first: declaration, data, training and prediction fit on one page.
package dev.lanewise.examples.xor;
