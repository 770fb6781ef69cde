package dev.lanewise.examples.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The ways in which people write each digit, as the points that the pen passes through.
///
/// Coordinates are percent of the digit's box, `x` to the right and `y` down. A curve runs smoothly through the points
/// of a stroke; `/` lifts the pen. A sharp corner is the end of one stroke and the start of the next.
final class DigitForms {
  private static final List<List<List<double[]>>> FORMS = List.of(
      forms(
          "50,2 26,14 16,45 22,80 48,98 74,84 84,50 76,16 50,2 40,4",
          "58,0 34,18 24,55 34,92 54,97 70,70 72,30 58,4 46,6",
          "40,4 20,28 16,62 34,94 62,94 82,64 80,28 60,4 44,10"),
      forms(
          "53,0 51,50 49,100",
          "53,0 51,50 49,100",
          "32,22 43,13 53,0 / 53,0 52,50 51,100",
          "30,20 52,0 / 52,0 52,50 51,98 / 28,100 50,99 74,99"),
      forms(
          "20,24 30,6 54,2 72,18 68,42 44,70 18,97 / 18,97 48,94 84,96",
          "18,20 40,2 68,10 70,36 46,72 24,92 14,86 24,76 46,86 66,97 86,88",
          "22,14 52,4 74,20 64,50 34,80 16,98 / 16,98 50,98 82,98"),
      forms(
          "20,12 44,0 72,10 72,34 40,48 / 40,48 74,56 80,80 54,99 18,88",
          "20,4 50,4 78,4 / 78,4 46,40 / 46,40 76,52 80,80 52,99 18,90",
          "22,14 46,2 70,14 64,36 42,46 44,50 66,54 78,76 58,98 20,88"),
      forms(
          "26,2 20,30 16,58 / 16,58 50,58 86,54 / 70,6 66,50 62,100",
          "64,0 34,34 10,64 / 10,64 50,64 88,62 / 64,0 64,50 64,100",
          "24,4 18,36 28,54 52,54 74,44 / 78,2 72,50 66,100"),
      forms(
          "76,4 50,4 28,4 / 28,4 24,26 20,46 / 20,46 46,36 74,50 78,76 54,98 16,90",
          "72,2 34,6 24,42 52,40 78,60 70,88 42,99 14,86",
          "30,4 28,24 26,44 / 26,44 54,36 78,56 74,84 46,99 16,90 / 30,4 56,6 84,2"),
      forms(
          "70,2 40,24 20,60 26,90 52,99 76,82 70,58 46,52 24,70",
          "54,0 30,40 20,76 38,98 64,94 74,74 56,58 32,66 22,82",
          "62,0 34,30 18,70 36,98 66,96 80,76 66,60 40,64 22,82"),
      forms(
          "16,6 48,6 82,4 / 82,4 60,46 44,100",
          "16,6 48,6 82,4 / 82,4 62,46 46,100 / 34,52 55,50 78,48",
          "16,20 20,4 50,8 82,2 / 82,2 62,40 54,100"),
      forms(
          "72,14 48,0 26,16 34,38 60,54 78,78 54,99 26,84 34,60 58,42 74,22 66,6",
          "50,0 26,12 28,36 50,46 72,34 72,12 50,0 / 50,46 22,60 22,88 50,100 78,88 78,60 50,46",
          "66,8 40,2 26,22 46,46 72,66 70,92 42,98 22,80 38,58 62,40 72,18 60,4"),
      forms(
          "72,16 46,2 22,18 26,44 52,50 72,28 / 74,6 72,50 68,100",
          "70,20 50,2 26,14 24,42 48,50 70,30 74,10 74,50 66,84 40,99 22,90",
          "74,22 52,4 28,20 32,46 58,46 74,24 / 74,24 64,60 46,100"));

  private DigitForms() {}

  /// The forms of a digit; each is a list of strokes, each stroke `x0, y0, x1, y1, …` between 0 and 1.
  static List<List<double[]>> of(int digit) {
    return FORMS.get(digit);
  }

  private static List<List<double[]>> forms(String... drawings) {
    return Arrays.stream(drawings).map(DigitForms::strokes).toList();
  }

  private static List<double[]> strokes(String drawing) {
    List<double[]> strokes = new ArrayList<>();
    for (String stroke : drawing.split(" / ")) {
      strokes.add(Arrays.stream(stroke.split("[ ,]"))
          .mapToDouble(percent -> Integer.parseInt(percent) / 100.0)
          .toArray());
    }
    return List.copyOf(strokes);
  }
}
