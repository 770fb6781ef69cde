/// Vector arithmetic with the same bits at every vector width: elementary functions, sums over rows, transposition.
/// Generated models and the optimizers call it; nothing here knows what a network is.
package dev.lanewise.simd;
