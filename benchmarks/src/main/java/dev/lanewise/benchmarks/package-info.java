/// What generated code costs, against the limits of the machine and against others. Not published.
package dev.lanewise.benchmarks;
