/// CSV files as data sets. A table is read once; an encoding, fitted to the training table, turns tables and single
/// rows into the numbers that a network takes, and is saved beside the weights.
package dev.lanewise.csv;
