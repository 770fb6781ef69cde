/// What a network that can be compiled cannot learn with, or computes badly: one rule a file, listed in [Rules].
///
/// The reader hands over what it read; rules look at formulas and sizes and report, and change nothing.
package dev.lanewise.processor.lint;
