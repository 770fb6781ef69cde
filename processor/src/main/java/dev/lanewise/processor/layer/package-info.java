/// What declarations mean: a network, its rows and their layers as plain values, and the rules they must keep.
///
/// The reader makes these values; lowering turns them into a graph.
package dev.lanewise.processor.layer;
