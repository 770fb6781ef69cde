/// How parameters move against a gradient: one file for each optimizer, and descent on plain functions of numbers.
/// Users choose an optimizer for a trainer, which calls it after every gradient, or lets the model apply plain descent
/// itself.
package dev.lanewise.optim;
