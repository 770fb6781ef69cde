/// Kernels by themselves, timed by JMH, for tuning.
package dev.lanewise.benchmarks.micro;
