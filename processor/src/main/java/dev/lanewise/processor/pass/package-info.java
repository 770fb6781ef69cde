/// Rewrites of the graph, one file each, and the steps that turn the final graph into a program of kernels.
///
/// [dev.lanewise.processor.pass.Passes] is the table of contents; every pass is a pure function from graph to graph.
package dev.lanewise.processor.pass;
