package dev.lanewise.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.lanewise.benchmarks.machine.Machine;
import dev.lanewise.benchmarks.measure.Timing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a run has found: printed line by line as it comes, and written as JSON at the end.
public final class Report {
  private final PrintWriter out;
  private final Machine machine;
  private final String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  private final List<Row> rows = new ArrayList<>();
  private String section = "";

  /// Starts a report with the machine.
  public Report(PrintWriter out, Machine machine) {
    this.out = out;
    this.machine = machine;
    out.printf(Locale.ROOT, "%s, %d cores, vectors of %d bits%n%s, %s%n",
        machine.processor(), machine.cores(), machine.vectorBits(), machine.java(), time);
    out.printf(Locale.ROOT, "multiply-add peak: %.0f GFLOP/s on one core, %.0f on all%n",
        machine.peakOneCore(), machine.peakAllCores());
    out.printf(Locale.ROOT, "one core reads 16 KiB at %.0f GB/s, 512 KiB at %.0f, 8 MiB at %.0f, 512 MiB at %.0f%n",
        machine.readL1(), machine.readL2(), machine.readL3(), machine.readMemory());
    if (machine.cores() > 1) {
      out.printf(Locale.ROOT, "a number goes to another core and back in %.0f ns%n", machine.coreRoundTrip());
    }
  }

  /// Prints a row, under a heading if it begins a table.
  public void add(Row row) {
    if (!row.section().equals(section)) {
      section = row.section();
      out.printf(Locale.ROOT, "%n%s%n%-40s %-18s %7s %10s %10s %10s %9s %7s %9s%n", section, "", "", "threads",
          "median us", "p10", "p90", "GFLOP/s", "of peak", "bytes");
    }
    out.printf(Locale.ROOT, "%-40s %-18s %7d%s%s%s%n", row.what(), row.by(), row.threads(), times(row),
        row.figures().entrySet().stream().map(Report::figure).collect(Collectors.joining()),
        row.note() == null ? "" : "  " + row.note());
    out.flush();
    rows.add(row);
  }

  /// Prints text that belongs to a table.
  public void print(String text) {
    out.println(text);
    out.flush();
  }

  private static String times(Row row) {
    if (row.measurement() == null) {
      return "";
    }
    Timing timing = row.measurement().timing();
    String speed = row.measurement().gigaflops() == 0
        ? String.format("%9s %7s", "", "")
        : String.format(Locale.ROOT, "%9.1f %6.1f%%",
            row.measurement().gigaflops(), 100 * row.measurement().fractionOfPeak());
    return String.format(Locale.ROOT, " %10.2f %10.2f %10.2f %s %9.1f",
        timing.median(), timing.p10(), timing.p90(), speed, row.measurement().bytesPerCall());
  }

  private static String figure(Map.Entry<String, Double> figure) {
    return String.format(Locale.ROOT, "  %s %.6g", figure.getKey(), figure.getValue());
  }

  /// The rows so far.
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /// Writes everything as JSON; the file appears when it is complete.
  ///
  /// @throws IOException if it cannot be written
  public void write(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path part = Files.createTempFile(directory, file.getFileName().toString(), ".part");
    try {
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(part.toFile(), new Contents(time, machine, rows));
      Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /// The whole of the file.
  private record Contents(String time, Machine machine, List<Row> rows) {}
}
