/// The benchmarks: one file each.
package dev.lanewise.benchmarks.run;
