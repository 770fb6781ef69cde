/// How well a model does, in the measures of the field, on data that it has not seen: once, or at every evaluation of a
/// training run.
package dev.lanewise.metrics;
