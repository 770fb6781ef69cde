package dev.lanewise.init;

/// A stream of random numbers that is the same on every machine.
public final class CounterRandom {}
