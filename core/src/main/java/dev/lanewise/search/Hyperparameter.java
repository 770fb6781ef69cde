package dev.lanewise.search;

import dev.lanewise.optim.Optimizer;
import java.util.function.BiFunction;

/// A setting that a race tries values of, besides the learning rate.
///
/// @param from the smallest value
/// @param to the largest
/// @param apply makes an optimizer with a value from one with its learning rate
record Hyperparameter(String name, float from, float to, BiFunction<Optimizer, Float, Optimizer> apply) {}
