package dev.lanewise.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
  private static final double HALF_WAY_DOWN = (1 + Math.cos(Math.PI / 4)) / 2;

  @Test
  void stepFallsInStairs() {
    assertFactors(Schedule.step(2, 0.5), 6, 1, 1, 0.5, 0.5, 0.25, 0.25);
  }

  @Test
  void exponentialFallsByTheSameShare() {
    assertFactors(Schedule.exponential(1 / 16.0), 4, 1, 0.5, 0.25, 0.125);
  }

  @Test
  void polynomialFallsAlongAPowerOfWhatIsLeft() {
    assertFactors(Schedule.polynomial(1, 0), 4, 1, 0.75, 0.5, 0.25);
    assertFactors(Schedule.polynomial(2, 0.2), 4, 1, 0.2 + 0.8 * 0.5625, 0.4, 0.25);
  }

  @Test
  void cosineFallsAlongHalfAWave() {
    assertFactors(Schedule.cosine(0), 4, 1, HALF_WAY_DOWN, 0.5, 1 - HALF_WAY_DOWN);
    assertFactors(Schedule.cosine(0.5), 2, 1, 0.75);
  }

  @Test
  void restartsBeginAgainFromTheTopInLongerCycles() {
    assertFactors(Schedule.cosineRestarts(2, 2, 0), 8, 1, 0.5, 1, HALF_WAY_DOWN, 0.5, 1 - HALF_WAY_DOWN, 1, 0.5
        + Math.cos(Math.PI / 8) / 2);
  }

  @Test
  void oneCycleRisesAndFallsBelowWhereItBegan() {
    Schedule cycle = Schedule.oneCycle(0.5, 0.2, 0.1);
    assertFactors(cycle, 4, 0.2, 0.6, 1, 0.55);
    Schedule usual = Schedule.oneCycle();
    assertEquals(0.04, usual.factor(0, 1_000), 1e-12);
    assertEquals(1, usual.factor(300, 1_000), 1e-12);
    assertTrue(usual.factor(999, 1_000) < 1e-5);
  }

  @Test
  void warmUpComesFirstAndTheScheduleHasTheRestOfTheRun() {
    assertFactors(Schedule.polynomial(1, 0).warmUp(2), 6, 0.5, 1, 1, 0.75, 0.5, 0.25);
    assertFactors(Schedule.constant().warmUp(4), 2, 0.25, 0.5);
  }

  @Test
  void plateausLowerTheRateAfterPatience() {
    Schedule schedule = ReduceOnPlateau.of(0.1, 1).smallest(0.05);
    assertPlateau(schedule, 1, 2.0, 1.0, 1.0);
    assertPlateau(schedule, 0.1, 1.0);
    assertPlateau(schedule, 0.1, 0.5, 0.49999);
    assertPlateau(schedule, 0.05, Double.NaN);
    schedule.start();
    assertEquals(1, schedule.factor(0, 1));
  }

  @Test
  void plateausEndAtTheSmallestRate() {
    Schedule schedule = ReduceOnPlateau.of(0.1, 0).smallest(0.05);
    assertPlateau(schedule, 0.05, 1, 1, 1, 1);
  }

  /// A fall of less than a hundredth of a percent is none, and neither is NaN.
  @Test
  void plateausKnowWhatIsBetter() {
    Schedule schedule = ReduceOnPlateau.of(0.5, 0);
    assertPlateau(schedule, 1, Double.NaN, 1.0, 0.99);
    assertPlateau(schedule, 0.5, 0.98995);
    assertPlateau(schedule, 0.25, Double.NaN);
    assertPlateau(schedule, 0.25, 0.5);
  }

  @Test
  void aPlateauGoesOnFromItsState() {
    ReduceOnPlateau schedule = ReduceOnPlateau.of(0.1, 1);
    assertPlateau(schedule, 1, 2, 2);
    ReduceOnPlateau other = ReduceOnPlateau.of(0.1, 1);
    System.arraycopy(schedule.scalarState(), 0, other.scalarState(), 0, 3);
    assertPlateau(other, 0.1, 2);
  }

  @Test
  void warmUpHandsOnWhatItHears() {
    Schedule schedule = ReduceOnPlateau.of(0.1, 0).warmUp(1);
    schedule.start();
    schedule.onEvaluation(1);
    schedule.onEvaluation(1);
    assertEquals(0.1, schedule.factor(1, 2), 1e-12);
    assertEquals(3, schedule.scalarState().length);
  }

  static Stream<Schedule> schedules() {
    return Stream.of(Schedule.constant(), Schedule.step(3, 0.1), Schedule.exponential(0.01),
        Schedule.polynomial(3, 0), Schedule.cosine(0), Schedule.cosineRestarts(1, 1.5, 0), Schedule.oneCycle(),
        ReduceOnPlateau.of(0.1, 2), Schedule.cosine(0.1).warmUp(7));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void everyFactorOfEveryRunIsFiniteAndFromZeroToOne(Schedule schedule) {
    for (int steps : new int[] {1, 2, 7, 1_000}) {
      for (int step = 0; step < steps; step++) {
        double factor = schedule.factor(step, steps);
        assertTrue(factor >= 0 && factor <= 1, schedule + " at " + step + " of " + steps + ": " + factor);
      }
    }
    assertTrue(schedule.toString().matches("[a-z0-9].*"), schedule.toString());
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertRefused("every 0 must be at least 1", () -> Schedule.step(0, 0.1));
    assertRefused("factor NaN must be finite and above 0", () -> Schedule.step(1, Double.NaN));
    assertRefused("end 0.0 must be finite and above 0", () -> Schedule.exponential(0));
    assertRefused("end -1.0 must be finite and at least 0", () -> Schedule.cosine(-1));
    assertRefused("longer 0.5 must be finite and at least 1", () -> Schedule.cosineRestarts(1, 0.5, 0));
    assertRefused("peak 1.0 must be above 0 and below 1", () -> Schedule.oneCycle(1, 0, 0));
    assertRefused("warmUp 0 must be at least 1", () -> Schedule.constant().warmUp(0));
    assertRefused("factor 1.0 must be above 0 and below 1", () -> ReduceOnPlateau.of(1, 1));
    assertRefused("smallest 2.0 must lie between 0 and 1", () -> ReduceOnPlateau.of(0.1, 1).smallest(2));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static void assertFactors(Schedule schedule, int steps, double... expected) {
    double[] factors = IntStream.range(0, steps).mapToDouble(step -> schedule.factor(step, steps)).toArray();
    assertArrayEquals(expected, factors, 1e-12, schedule.toString());
  }

  private static void assertPlateau(Schedule schedule, double expected, double... losses) {
    for (double loss : losses) {
      schedule.onEvaluation(loss);
    }
    assertEquals(expected, schedule.factor(0, 1), 1e-12);
  }
}
