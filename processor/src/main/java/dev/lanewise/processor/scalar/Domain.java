package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Parts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// The arguments for which a formula is asked to be well: a range for each variable, and points of it to try.
///
/// The points are the same in every compilation. They are chosen where formulas break: 0 and the ends of the range,
/// numbers of all sizes, around 88.7, where `exp` overflows, and the constants of the formula with the floats beside
/// them, where its branches meet.
///
/// @param ranges the range of each variable; what a point gives for it lies inside
public record Domain(Map<String, Interval> ranges) {
  /// The farthest that arguments are expected to go.
  public static final Interval USUAL = new Interval(-100, 100);

  /// The first are tried for each of several variables.
  private static final double[] SIZES = {
    0.5, 1, 2, 1e-3, 0.1, 5, 20, 89, 100, 0.01, 0.25, 0.75, 1.5, 3, 8, 10, 1e-4, 1e-6, 17.5, 33, 50, 75, 88, 95};
  private static final double[] FAR = {1e3, 1e4, 1e6, 1e10, 1e20, 1e30};
  private static final int FEW = 9;
  private static final int SPREAD = 60;
  private static final int MOST = 2500;
  private static final double GOLDEN = 0.6180339887498949;

  /// Keeps the order of the variables.
  public Domain {
    ranges = new LinkedHashMap<>(ranges);
  }

  /// The names of the variables, in the order of a point.
  public List<String> variables() {
    return List.copyOf(ranges.keySet());
  }

  /// The domain in which no variable goes beyond the usual.
  public Domain usual() {
    Map<String, Interval> bounded = new LinkedHashMap<>();
    ranges.forEach((name, range) -> bounded.put(name, new Interval(
        Math.clamp(range.low(), USUAL.low(), USUAL.high()), Math.clamp(range.high(), USUAL.low(), USUAL.high()))));
    return new Domain(bounded);
  }

  /// Points for a formula, the simple and small ones first.
  public List<double[]> points(Expr formula) {
    List<List<Double>> axes = ranges.values().stream().map(range -> axis(range, formula)).toList();
    double all = axes.stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
    List<double[]> points = all <= MOST ? grid(axes) : drawn(axes);
    if (axes.size() > 1) {
      points.sort(Comparator.comparingDouble(Domain::size));
    }
    return points;
  }

  private static List<double[]> grid(List<List<Double>> axes) {
    List<double[]> points = new ArrayList<>();
    points.add(new double[0]);
    for (List<Double> axis : axes) {
      List<double[]> longer = new ArrayList<>();
      for (double[] point : points) {
        for (double value : axis) {
          longer.add(with(point, value));
        }
      }
      points = longer;
    }
    return points;
  }

  private static List<double[]> drawn(List<List<Double>> axes) {
    // The generator is specified to the bit, so that every compilation draws the same.
    Random random = new Random(1);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      points.add(axes.stream().mapToDouble(axis -> axis.get(random.nextInt(axis.size()))).toArray());
    }
    return points;
  }

  private List<Double> axis(Interval range, Expr formula) {
    boolean isAlone = ranges.size() == 1;
    List<Double> values = new ArrayList<>();
    add(0, range, values);
    for (int i = 0; i < (isAlone ? SIZES.length : FEW); i++) {
      add(SIZES[i], range, values);
      add(-SIZES[i], range, values);
    }
    addEnd(range.low(), range, values);
    addEnd(range.high(), range, values);
    TreeSet<Double> constants = new TreeSet<>();
    collectConstants(formula, constants);
    constants.stream().limit(isAlone ? 100 : 3).forEach(constant -> addAround(constant, range, values));
    for (int i = 0; isAlone && i < FAR.length; i++) {
      add(FAR[i], range, values);
      add(-FAR[i], range, values);
    }
    for (int i = 1; isAlone && i <= SPREAD; i++) {
      add(200 * (i * GOLDEN % 1) - 100, range, values);
    }
    return values;
  }

  private static void addAround(double constant, Interval range, List<Double> values) {
    // Beside 0 lie the denormal numbers, which no data set holds.
    for (float center : constant == 0 ? new float[0] : new float[] {(float) constant, (float) -constant}) {
      add(center, range, values);
      add(Math.nextUp(center), range, values);
      add(Math.nextDown(center), range, values);
    }
  }

  private static void addEnd(double end, Interval range, List<Double> values) {
    if (Double.isFinite(end)) {
      add(end, range, values);
    }
  }

  private static void add(double value, Interval range, List<Double> values) {
    double rounded = (float) value + 0.0;
    if (rounded >= range.low() && rounded <= range.high() && !values.contains(rounded)) {
      values.add(rounded);
    }
  }

  private static void collectConstants(Expr expr, TreeSet<Double> constants) {
    for (Expr part : Parts.of(expr)) {
      if (part instanceof Constant(double value)) {
        constants.add(value);
      }
    }
  }

  private static double[] with(double[] point, double value) {
    double[] longer = new double[point.length + 1];
    System.arraycopy(point, 0, longer, 0, point.length);
    longer[point.length] = value;
    return longer;
  }

  private static double size(double[] point) {
    double size = 0;
    for (double value : point) {
      size = Math.max(size, Math.abs(value));
    }
    return size;
  }
}
