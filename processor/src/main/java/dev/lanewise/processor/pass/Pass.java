package dev.lanewise.processor.pass;

import dev.lanewise.processor.ir.Graph;
import java.util.function.UnaryOperator;

/// One rewrite of the graph: a pure function with a name.
///
/// @param name as `-Alanewise.dump` knows it
public record Pass(String name, UnaryOperator<Graph> rewrite) {}
