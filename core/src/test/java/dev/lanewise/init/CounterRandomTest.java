package dev.lanewise.init;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
  private static final int DRAWS = 200_000;

  @Test
  void givesTheNumbersOfSplitMix64ForSeedZero() {
    CounterRandom random = CounterRandom.of(0, 0);
    SplittableRandom splitMix = new SplittableRandom(0);
    for (int i = 0; i < 100; i++) {
      assertEquals(splitMix.nextLong(), random.nextLong());
    }
  }

  /// A change here changes every network that was ever started from a seed.
  @Test
  void neverChangesItsNumbers() {
    CounterRandom random = CounterRandom.of(42, 7);
    assertArrayEquals(
        new long[] {-597062426712312475L, 8137287378748418871L, -8897472741364135072L},
        LongStream.generate(random::nextLong).limit(3).toArray());
    assertEquals(1.3866029379312714, random.nextGaussian());
    assertEquals(998938, random.nextInt(1_000_000));
    assertEquals(0.09224689f, random.nextFloat());
  }

  @Test
  void continuesExactlyFromAPosition() {
    CounterRandom random = CounterRandom.of(3, 1);
    for (int i = 0; i < 57; i++) {
      random.nextGaussian();
      random.nextInt(10);
    }
    long position = random.position();
    assertEquals(3 * 57, position);
    CounterRandom resumed = CounterRandom.of(3, 1).at(position);
    double expected = random.nextGaussian();
    assertEquals(expected, resumed.nextGaussian());
    random.moveTo(position);
    assertEquals(expected, random.nextGaussian());
    assertEquals(position + 2, resumed.position());
  }

  @Test
  void streamsAndSeedsShareNoNumbers() {
    Set<Long> seen = new HashSet<>();
    for (long seed = -3; seed <= 3; seed++) {
      for (long stream = -3; stream <= 3; stream++) {
        CounterRandom random = CounterRandom.of(seed, stream);
        for (int i = 0; i < 200; i++) {
          assertTrue(seen.add(random.nextLong()), "repeated at seed " + seed + ", stream " + stream);
        }
      }
    }
  }

  @Test
  void boundedIntegersAreEvenlySpread() {
    CounterRandom random = CounterRandom.of(5, 0);
    int[] counts = new int[7];
    for (int i = 0; i < DRAWS; i++) {
      counts[random.nextInt(7)]++;
    }
    double expected = DRAWS / 7.0;
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    assertTrue(chiSquared < 22.5, "chi-squared of 6 degrees of freedom above its 99.9 % point: " + chiSquared);
  }

  @Test
  void boundedIntegersReachBothEnds() {
    CounterRandom random = CounterRandom.of(6, 0);
    assertEquals(0, random.nextInt(1));
    boolean low = false;
    boolean high = false;
    for (int i = 0; i < 200; i++) {
      int n = random.nextInt(3);
      low |= n == 0;
      high |= n == 2;
      assertTrue(random.nextInt(Integer.MAX_VALUE) >= 0);
    }
    assertTrue(low && high);
  }

  @Test
  void refusesABoundBelowOne() {
    CounterRandom random = CounterRandom.of(0, 0);
    var thrown = assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
    assertEquals("bound 0 must be at least 1", thrown.getMessage());
  }

  @Test
  void fractionsAreUniform() {
    CounterRandom random = CounterRandom.of(8, 0);
    double sum = 0;
    double sumOfSquares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double x = i % 2 == 0 ? random.nextDouble() : random.nextFloat();
      assertTrue(x >= 0 && x < 1);
      sum += x;
      sumOfSquares += x * x;
    }
    assertEquals(0.5, sum / DRAWS, 0.003, "about five standard errors");
    assertEquals(1.0 / 3, sumOfSquares / DRAWS, 0.0035, "about five standard errors");
  }

  @Test
  void gaussiansHaveTheirMomentsAndTails() {
    CounterRandom random = CounterRandom.of(9, 0);
    double[] moments = new double[5];
    int beyondTwo = 0;
    for (int i = 0; i < DRAWS; i++) {
      double z = random.nextGaussian();
      beyondTwo += Math.abs(z) > 2 ? 1 : 0;
      double power = 1;
      for (int order = 0; order < moments.length; order++, power *= z) {
        moments[order] += power / DRAWS;
      }
    }
    assertEquals(0, moments[1], 0.012, "mean");
    assertEquals(1, moments[2], 0.016, "variance");
    assertEquals(0, moments[3], 0.045, "third moment");
    assertEquals(3, moments[4], 0.11, "fourth moment");
    assertEquals(0.0455, (double) beyondTwo / DRAWS, 0.0024, "share beyond two standard deviations");
  }

  @Test
  void neighboursAreUncorrelated() {
    CounterRandom random = CounterRandom.of(10, 0);
    double sum = 0;
    double last = random.nextGaussian();
    for (int i = 0; i < DRAWS; i++) {
      double next = random.nextGaussian();
      sum += last * next;
      last = next;
    }
    assertEquals(0, sum / DRAWS, 0.012, "about five standard errors");
  }

  @Test
  void everyPermutationIsEquallyLikely() {
    int[] counts = new int[24];
    CounterRandom random = CounterRandom.of(3, 0);
    int[] order = new int[4];
    for (int i = 0; i < 24_000; i++) {
      random.fillPermutation(order);
      assertArrayEquals(new int[] {0, 1, 2, 3}, Arrays.stream(order).sorted().toArray());
      counts[6 * order[0] + 2 * rank(order, 1) + rank(order, 2)]++;
    }
    for (int count : counts) {
      assertEquals(1_000, count, 5 * Math.sqrt(1_000));
    }
    random.fillPermutation(new int[0]);
  }

  /// How many of the later numbers are smaller.
  private static int rank(int[] order, int at) {
    return (int) Arrays.stream(order, at + 1, order.length).filter(other -> other < order[at]).count();
  }
}
