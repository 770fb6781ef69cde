/// The limits of the machine: what figures are compared with.
package dev.lanewise.benchmarks.machine;
