package dev.lanewise.processor.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that was probably meant.
public final class Similarity {
  private Similarity() {}

  /// The candidate closest to a word, if one is close: at most a third of its letters differ, case aside.
  public static Optional<String> closest(String word, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
        .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
            .thenComparing(Comparator.naturalOrder()));
  }

  /// The end of a fix: `did you mean 'softmax'?`, or all there is to choose from.
  public static String suggestion(String word, Collection<String> candidates) {
    return closest(word, candidates)
        .map(candidate -> "did you mean " + candidate + "?")
        .orElseGet(() -> "choose from " + String.join(", ", candidates));
  }

  /// The fewest letters to insert, delete or replace to turn one word into the other, case aside.
  ///
  /// **Source**: Wagner, Fischer 1974, "The String-to-String Correction Problem", with one row kept.
  static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
