/// From a CSV file to a trained and saved network, for numbers and for classes.
package dev.lanewise.examples.tabular;
