/// Handwritten digits for the examples: MNIST, read or downloaded, and drawn digits where it is not at hand.
///
/// The examples' main classes ask [dev.lanewise.examples.data.DigitsOptions] for a training and a test set.
package dev.lanewise.examples.data;
