/// How well a trained model does, in the measures of the field. Users ask for them after training, on data the model
/// has not seen.
package dev.lanewise.metrics;
