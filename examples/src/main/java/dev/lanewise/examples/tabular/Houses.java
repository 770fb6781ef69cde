package dev.lanewise.examples.tabular;

import dev.lanewise.init.CounterRandom;
import java.util.Locale;

/// Writes a table of made-up houses: numbers, categories, missing cells, a price and how long the sale took.
final class Houses {
  private static final String[] DISTRICTS = {"harbour", "hills", "north", "south"};
  private static final double[] FACTORS = {1.25, 1.4, 0.8, 1.0};
  private static final String[] HEATINGS = {"gas", "district heating", "electric"};

  private Houses() {}

  /// The table as CSV with a header; prices are in hundreds of thousands.
  ///
  /// @param rows houses, at least 1
  static String csv(int rows, long seed) {
    CounterRandom random = CounterRandom.of(seed, 1);
    StringBuilder csv = new StringBuilder("id,area,rooms,year,district,heating,price,sold_within\n");
    for (int id = 1; id <= rows; id++) {
      double area = Math.clamp(110 + 35 * random.nextGaussian(), 30, 300);
      int rooms = Math.clamp(Math.round(area / 28 + 0.7 * random.nextGaussian()), 1, 12);
      int year = 1900 + random.nextInt(125);
      int district = random.nextInt(DISTRICTS.length);
      int heating = random.nextInt(HEATINGS.length);
      double worth = 0.009 * area * FACTORS[district] + 0.2 * rooms - 0.006 * (2025 - year)
          - (heating == 2 ? 0.09 : 0) + 0.5;
      double price = worth * Math.exp(0.08 * random.nextGaussian());
      // what is cheap for its worth sells soon
      double bargain = Math.log(worth / price) / 0.08 + 0.4 * random.nextGaussian();
      String sold = bargain > 0.6 ? "days" : bargain > -0.5 ? "weeks" : "months";
      csv.append(String.format(Locale.ROOT, "%d,%.1f,%d,%s,%s,%s,%.4f,%s\n", id, area, rooms,
          random.nextInt(20) == 0 ? "" : String.valueOf(year), DISTRICTS[district],
          random.nextInt(10) == 0 ? "NA" : HEATINGS[heating], price, sold));
    }
    return csv.toString();
  }
}
