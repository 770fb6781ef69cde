package dev.lanewise.examples.plot;

/// How often a network was right at one step of its training.
///
/// @param step the steps taken
/// @param train the accuracy on samples that it learns from, between 0 and 1
/// @param test the accuracy on samples that it has not seen, between 0 and 1
public record Accuracies(int step, double train, double test) {}
