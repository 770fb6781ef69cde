package dev.lanewise.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lanewise.benchmarks.measure.Measurement;
import java.util.Map;

/// One line of a report.
///
/// @param section the table it belongs to
/// @param what was done, such as `W1 784-50-10 sigmoid, batch 100`
/// @param by who did it
/// @param threads that did it
/// @param measurement times, or null where `figures` say all
/// @param figures others, by name, in the order of the columns
/// @param note why it does not count, or what to know; null for none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
    String section,
    String what,
    String by,
    int threads,
    Measurement measurement,
    Map<String, Double> figures,
    String note) {

  /// A row of times.
  public static Row of(String section, String what, String by, int threads, Measurement measurement) {
    return new Row(section, what, by, threads, measurement, Map.of(), null);
  }

  /// The same row with more figures.
  public Row with(Map<String, Double> more) {
    return new Row(section, what, by, threads, measurement, more, note);
  }

  /// The same row with a remark.
  public Row noting(String remark) {
    return new Row(section, what, by, threads, measurement, figures, remark);
  }
}
