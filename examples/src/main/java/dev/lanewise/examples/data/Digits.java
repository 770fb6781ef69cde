package dev.lanewise.examples.data;

import dev.lanewise.data.Dataset;

/// Handwritten digits to learn from, and others to be tested on: 784 pixels from 0 to 1, labels from 0 to 9.
///
/// @param train the training set
/// @param test images that are not in the training set
public record Digits(Dataset train, Dataset test) {}
