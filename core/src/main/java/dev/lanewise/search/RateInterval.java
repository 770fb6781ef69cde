package dev.lanewise.search;

/// Learning rates from one to another.
///
/// @param from the smallest
/// @param to the largest, at least `from`
public record RateInterval(float from, float to) {
  @Override
  public String toString() {
    return NumberText.rate(from) + " to " + NumberText.rate(to);
  }
}
