/// The networks that are measured, with weights and data that can be made again elsewhere.
package dev.lanewise.benchmarks.workload;
