package dev.lanewise.reference;

/// A slow, obvious implementation of a network in double precision.
public final class ReferenceNetwork {}
