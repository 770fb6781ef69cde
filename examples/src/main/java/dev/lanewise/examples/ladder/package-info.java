/// The experiment of "Deep Learning from Scratch" on learning rates that are too large and too small.
///
/// It tries rates on the two-layer network and says what each of them does.
package dev.lanewise.examples.ladder;
