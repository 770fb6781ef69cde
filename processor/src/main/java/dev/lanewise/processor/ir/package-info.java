/// The intermediate representation between a declared network and Java source: a small, closed, immutable graph, and
/// the program of kernels that passes make of it.
///
/// Lowering builds the graph, the passes rewrite it, and the emitter spells the program. Nothing here knows javac or
/// JavaPoet.
package dev.lanewise.processor.ir;
