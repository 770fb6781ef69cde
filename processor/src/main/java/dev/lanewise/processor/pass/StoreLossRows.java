package dev.lanewise.processor.pass;

import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.Cost;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides which rows of a loss are computed by loops of their own.
///
/// A row is computed in each loop that reads it, which is best while that is short. Where a loop would have no room for
/// all it takes, the longest rows that it reads are stored instead, until the rest fits.
final class StoreLossRows {
  private final Set<Value> stored = new HashSet<>();
  /// What a loop that reads a row computes, if the row is not stored: the row and what it is computed from.
  private final Map<Value, Set<Value>> computed = new HashMap<>();
  private final Map<Value, Integer> own = new HashMap<>();

  private final Set<Value> lastLoop;

  private StoreLossRows(Set<Value> lastLoop) {
    this.lastLoop = lastLoop;
  }

  /// The rows to be stored.
  ///
  /// @param values of the kernel, in order
  /// @param lastLoop the rows that the kernel leaves behind, which the last loop computes
  static Set<Value> among(List<Value> values, Set<Value> lastLoop) {
    StoreLossRows rows = new StoreLossRows(lastLoop);
    for (Value value : values) {
      if (value.op() instanceof Op.Map && value.shape().isRows()) {
        rows.fit(value.op().inputs(), rows.own(value));
        rows.computed.put(value, rows.with(value));
      }
    }
    rows.fit(reduced(values), 0);
    List<Value> readLast = lastLoop.stream()
        .flatMap(row -> row.op().inputs().stream())
        .filter(row -> !lastLoop.contains(row))
        .toList();
    rows.fit(readLast, rows.room(lastLoop));
    return rows.stored;
  }

  /// The rows that reductions take in, which may share a loop.
  private static List<Value> reduced(List<Value> values) {
    return values.stream()
        .filter(value -> value.op() instanceof Op.Reduce)
        .flatMap(value -> value.op().inputs().stream())
        .toList();
  }

  /// Stores some of the rows that a loop reads, the longest first, until the loop has room for the others.
  private void fit(List<Value> read, int own) {
    List<Value> longestFirst = read.stream().distinct()
        .filter(computed::containsKey)
        // What is left behind is computed last, with its padding cleared.
        .filter(row -> !stored.contains(row) && !lastLoop.contains(row))
        .sorted(Comparator.comparingInt((Value row) -> room(computed.get(row))).reversed())
        .toList();
    for (int i = 0; i < longestFirst.size() && own + room(union(read)) > CutLongFormulas.LOOP; i++) {
      stored.add(longestFirst.get(i));
    }
  }

  private Set<Value> with(Value row) {
    Set<Value> all = union(row.op().inputs());
    all.add(row);
    return all;
  }

  private Set<Value> union(List<Value> read) {
    Set<Value> all = new LinkedHashSet<>();
    read.stream().filter(row -> !stored.contains(row)).forEach(row -> all.addAll(computed.getOrDefault(row, Set.of())));
    return all;
  }

  private int room(Set<Value> rows) {
    return rows.stream().mapToInt(this::own).sum();
  }

  private int own(Value row) {
    return own.computeIfAbsent(row, value -> value.op() instanceof Op.Map map ? Cost.room(map.formula()) : 0);
  }
}
