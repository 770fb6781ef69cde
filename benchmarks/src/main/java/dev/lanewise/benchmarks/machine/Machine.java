package dev.lanewise.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.incubator.vector.FloatVector;

/// What the figures were taken on, with the limits of the machine as they were measured in the same run.
///
/// @param processor its name, as the system gives it
/// @param cores that Java may use
/// @param java vendor and version of the JDK
/// @param vectorBits the preferred width of vectors
/// @param peakOneCore multiply-adds of one core, in GFLOP/s
/// @param peakAllCores the same of all cores together
/// @param readL1 bandwidth of one core that reads 16 KiB, in GB/s
/// @param readL2 the same for 512 KiB
/// @param readL3 the same for 8 MiB
/// @param readMemory the same for 512 MiB
/// @param coreRoundTrip nanoseconds in which a number goes to another core and comes back; 0 for a single core
public record Machine(
    String processor,
    int cores,
    String java,
    int vectorBits,
    double peakOneCore,
    double peakAllCores,
    double readL1,
    double readL2,
    double readL3,
    double readMemory,
    double coreRoundTrip) {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final int PEAK_RUNS = 50;

  /// Measures the machine; takes about two seconds.
  public static Machine measure() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Machine(
        processorName(), cores, System.getProperty("java.vendor.version") + ", Java " + Runtime.version(),
        FloatVector.SPECIES_PREFERRED.vectorBitSize(), peak(1), peak(cores),
        ReadBandwidth.measure(16 * KIB), ReadBandwidth.measure(512 * KIB), ReadBandwidth.measure(8 * MIB),
        ReadBandwidth.measure(512 * MIB), cores == 1 ? 0 : CoreRoundTrip.measure());
  }

  private static double peak(int threads) {
    double best = 0;
    try (TeamPeak peak = new TeamPeak(threads)) {
      for (int run = 0; run < PEAK_RUNS; run++) {
        best = Math.max(best, peak.measure(0));
      }
    }
    return best;
  }

  private static String processorName() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines.filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
