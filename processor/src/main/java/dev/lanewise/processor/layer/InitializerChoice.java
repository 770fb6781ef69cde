package dev.lanewise.processor.layer;

import java.util.OptionalDouble;

/// How the weights of a row start.
///
/// @param className the qualified name of the [dev.lanewise.init.Initializer]
/// @param standardDeviation its only constructor argument, for [dev.lanewise.init.Normal]
public record InitializerChoice(String className, OptionalDouble standardDeviation) {}
