package dev.lanewise.search;

/// What the loss was under a learning rate.
///
/// @param learningRate the rate
/// @param loss the typical loss; NaN or infinite where it diverged
/// @param lowest the lowest loss of those that it stands for
/// @param highest the highest loss of those that it stands for
public record RatePoint(float learningRate, double loss, double lowest, double highest) {}
