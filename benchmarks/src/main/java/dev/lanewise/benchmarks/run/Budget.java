package dev.lanewise.benchmarks.run;

import dev.lanewise.benchmarks.measure.Stopwatch;

/// How long a benchmark takes.
///
/// @param warmUpSeconds before anything is timed
/// @param seconds that are timed
public record Budget(double warmUpSeconds, double seconds) {

  Stopwatch stopwatch() {
    return new Stopwatch(warmUpSeconds, seconds);
  }
}
