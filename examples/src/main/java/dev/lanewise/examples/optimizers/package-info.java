/// Optimizers side by side on one network.
package dev.lanewise.examples.optimizers;
