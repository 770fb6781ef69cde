/// Activations and losses written as Java methods, beside the same that come with Lanewise.
///
/// The methods are differentiated by the compiler, and cost what built-in functions cost.
package dev.lanewise.examples.own;
