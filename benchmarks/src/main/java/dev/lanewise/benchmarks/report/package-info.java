/// What a run has found, for people and for programs.
package dev.lanewise.benchmarks.report;
