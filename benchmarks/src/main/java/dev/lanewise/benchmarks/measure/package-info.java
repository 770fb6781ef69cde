/// Times, percentiles and allocated bytes of work that is called again and again.
package dev.lanewise.benchmarks.measure;
