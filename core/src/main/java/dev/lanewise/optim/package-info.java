/// How parameters move against a gradient: one file for each optimizer.
/// Users choose one for a trainer, which calls it after every gradient, or lets the model apply plain descent itself.
package dev.lanewise.optim;
