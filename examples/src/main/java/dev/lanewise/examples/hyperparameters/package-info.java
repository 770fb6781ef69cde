/// The search of chapter 6 of "Deep Learning from Scratch", as a race.
package dev.lanewise.examples.hyperparameters;
