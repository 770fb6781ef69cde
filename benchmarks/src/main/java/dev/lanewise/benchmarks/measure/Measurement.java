package dev.lanewise.benchmarks.measure;

/// What was measured of some work.
///
/// @param timing of a call
/// @param gigaflops floating-point operations a nanosecond, at the median
/// @param fractionOfPeak the median of what rounds of about ten milliseconds reached of the peak that was measured
///     before or after each, whichever was higher
/// @param bytesPerCall allocated on the heap by all threads of the process, for each call
public record Measurement(Timing timing, double gigaflops, double fractionOfPeak, double bytesPerCall) {}
