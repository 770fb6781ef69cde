package dev.lanewise.processor.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A network drawn from a grammar of everything that rows, activations and losses allow; the seed decides all.
///
/// @param samples in a mini-batch
/// @param weighted whether samples have weights
record RandomNetwork(long seed, int inputWidth, List<Row> rows, String loss, int samples, boolean weighted) {
  static final List<String> ACTIVATIONS =
      List.of("Relu", "LeakyRelu", "PRelu", "Elu", "Gelu", "Sigmoid", "Silu", "Softplus", "Tanh");
  static final List<String> LOSSES = List.of("SoftmaxCrossEntropy", "SoftTargetCrossEntropy", "MeanSquaredError",
      "MeanAbsoluteError", "SumOfSquares", "Huber", "BinaryCrossEntropyWithLogits");

  private static final int[] WIDTHS = {
    1, 2, 3, 7, 10, 15, 16, 17, 31, 32, 33, 48, 50, 64, 100, 127, 128, 129, 255, 256, 257
  };
  private static final int[] BATCHES = {1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 31, 64, 100, 130};
  private static final int IMAGE = 784;

  /// Multiply-adds of a forward pass that the slow reference is asked for.
  private static final long MOST_WORK = 1_500_000;

  /// One row of the network.
  record Row(String name, int units, boolean bias, List<Activation> activations) {

    String source() {
      return "    @Dense(" + (bias ? "" + units : "value = " + units + ", bias = false") + ") "
          + activations.stream().map(activation -> activation.annotation + " ").collect(Collectors.joining())
          + "Layer " + name;
    }
  }

  /// One activation.
  ///
  /// @param formula what the annotation's formula is with its parameter filled in
  /// @param kinked whether its derivative jumps where the argument is 0
  record Activation(String kind, String annotation, String formula, boolean kinked) {

    static Activation of(String kind, SplittableRandom random) {
      double parameter = Math.round(1000 * random.nextDouble(0.001, 1.5)) / 1000.0;
      return switch (kind) {
        case "Relu" -> new Activation(kind, "@Relu", "max(x, 0)", true);
        case "LeakyRelu" -> new Activation(kind, "@LeakyRelu(negativeSlope = " + parameter + ")",
            "where(x > 0, x, " + parameter + " * x)", true);
        // Its slope has not learnt anything yet.
        case "PRelu" -> new Activation(kind, "@PRelu(init = " + parameter + ", per = Per."
            + (random.nextBoolean() ? "ROW" : "UNIT") + ")", "where(x > 0, x, " + parameter + " * x)", true);
        case "Elu" -> new Activation(kind, "@Elu(alpha = " + parameter + ")",
            "where(x > 0, x, " + parameter + " * expm1(x))", true);
        case "Gelu" -> new Activation(kind, "@Gelu", "0.5 * x * (1 + erf(x * 0.7071067811865476))", false);
        case "Silu" -> new Activation(kind, "@Silu", "x * sigmoid(x)", false);
        default -> new Activation(kind, "@" + kind, kind.toLowerCase(Locale.ROOT) + "(x)", false);
      };
    }
  }

  /// Draws a network; the loss and the first activation go round by seed, so that a few seeds have them all.
  static RandomNetwork of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomNetwork network;
    do {
      network = draw(seed, random);
    } while (network.work() > MOST_WORK);
    return network;
  }

  private static RandomNetwork draw(long seed, SplittableRandom random) {
    String loss = LOSSES.get(Math.floorMod(seed, LOSSES.size()));
    int input = random.nextInt(5) == 0 ? IMAGE : pick(WIDTHS, random);
    int count = 1 + random.nextInt(6);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      int units = pick(WIDTHS, random);
      if (last && units == 1 && isSoftmax(loss)) {
        units = 2;
      }
      rows.add(new Row("row" + i, units, random.nextInt(4) != 0, activations(seed, i, last, loss, random)));
    }
    return new RandomNetwork(seed, input, rows, loss, pick(BATCHES, random), random.nextInt(3) == 0);
  }

  private static List<Activation> activations(
      long seed, int row, boolean last, String loss, SplittableRandom random) {
    List<String> kinds = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int size = ACTIVATIONS.size();
      int kind = i == 0 ? (int) Math.floorMod(seed + row, (long) size) : random.nextInt(size);
      kinds.add(ACTIVATIONS.get(kind));
    }
    // An annotation stands once on a row, and a loss that applies a sigmoid or softmax refuses one before it.
    if (last && (isSoftmax(loss) || loss.startsWith("Binary"))) {
      kinds.remove("Sigmoid");
    }
    return kinds.stream().distinct().map(kind -> Activation.of(kind, random)).toList();
  }

  static boolean isSoftmax(String loss) {
    return loss.startsWith("Soft");
  }

  private static int pick(int[] numbers, SplittableRandom random) {
    return numbers[random.nextInt(numbers.length)];
  }

  private long work() {
    long weights = 0;
    int width = inputWidth;
    for (Row row : rows) {
      weights += (long) width * row.units;
      width = row.units;
    }
    return weights * samples;
  }

  /// The name of the record.
  String name() {
    return "Net" + seed;
  }

  /// Numbers in a result.
  int outputWidth() {
    return rows.getLast().units;
  }

  /// The most terms in a sum of the forward or the backward pass.
  int longestSum() {
    int widest = rows.stream().mapToInt(Row::units).max().orElseThrow();
    return IntStream.of(widest, inputWidth, samples).max().orElseThrow();
  }

  /// Roundings in a row between an input and a gradient: two passes over every dense layer and activation.
  int depth() {
    return 2 * rows.stream().mapToInt(row -> 1 + row.activations.size()).sum() + 2;
  }

  /// The declaration.
  String source() {
    return GeneratedModels.IMPORTS + "@Network(input = " + inputWidth + ", loss = " + loss + ".class)\n"
        + "public record " + name() + "(\n"
        + rows.stream().map(Row::source).collect(Collectors.joining(",\n")) + ") {}\n";
  }

  @Override
  public String toString() {
    return "seed " + seed + ", " + samples + " samples" + (weighted ? " with weights" : "") + "\n" + source();
  }
}
