package dev.lanewise.schedule;

/// A schedule that says what it is.
///
/// @param name with all settings, for reports and to tell whether a run is taken up again with the same schedule
record NamedSchedule(String name, Schedule schedule) implements Schedule {
  @Override
  public double factor(int step, int steps) {
    return schedule.factor(step, steps);
  }

  @Override
  public String toString() {
    return name;
  }
}
