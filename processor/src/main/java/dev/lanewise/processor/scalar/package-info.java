/// What the compiler does to formulas: derivatives, simplification, ranges, cost, and derivatives read from outputs.
///
/// Pure functions from [dev.lanewise.formula.Expr] to expressions or facts; passes over the graph call them, and
/// nothing here knows the graph or Java source.
package dev.lanewise.processor.scalar;
