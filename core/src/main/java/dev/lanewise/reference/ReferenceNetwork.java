package dev.lanewise.reference;

import dev.lanewise.Checks;
import dev.lanewise.Layer;
import dev.lanewise.Link;
import dev.lanewise.MiniBatch;
import dev.lanewise.TargetKind;
import dev.lanewise.Tensor;
import dev.lanewise.formula.ComplexNumber;
import dev.lanewise.init.CounterRandom;
import dev.lanewise.simd.ScalarNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A slow, obvious implementation of a network in double precision: the oracle for generated code.
///
/// It is built from the formulas of the network's annotations and differentiates them by dual numbers, so it agrees
/// with the compiler on what a formula means and on nothing else. Sums are in ascending order. Immutable, and safe for
/// use by many threads; every call allocates.
public final class ReferenceNetwork {
  /// Its square counts for nothing beside any number, and dividing by it loses nothing.
  private static final double COMPLEX_STEP = 0x1p-80;

  private final int inputWidth;
  private final double inputNoise;
  private final List<ReferenceLayer> rows;
  private final List<ReferenceLoss> losses;
  private final Link link;
  private final int targetWidth;
  private final Supplier<Rounding> roundings;

  /// @param inputNoise the standard deviation of what is added to samples of mini-batches with a noise seed
  /// @param targetWidth 0 for as many as outputs
  ReferenceNetwork(
      int inputWidth, double inputNoise, List<ReferenceLayer> rows, List<ReferenceLoss> losses, Link link,
      int targetWidth, Supplier<Rounding> roundings) {
    this.inputWidth = inputWidth;
    this.inputNoise = inputNoise;
    this.rows = List.copyOf(rows);
    this.losses = List.copyOf(losses);
    this.link = link;
    this.targetWidth = targetWidth == 0 ? outputWidth() : targetWidth;
    this.roundings = roundings;
  }

  /// Starts a network.
  ///
  /// @param inputWidth numbers in a sample, at least 1
  public static ReferenceBuilder builder(int inputWidth) {
    return new ReferenceBuilder(inputWidth);
  }

  /// Numbers in a sample.
  public int inputWidth() {
    return inputWidth;
  }

  /// Numbers in a result.
  public int outputWidth() {
    return rows.getLast().outputWidth();
  }

  /// A row by its name.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists the names
  public Layer layer(String name) {
    for (ReferenceLayer row : rows) {
      if (row.name().equals(name)) {
        return row;
      }
    }
    List<String> names = rows.stream().map(ReferenceLayer::name).toList();
    throw new IllegalArgumentException("no row '" + name + "'; there are " + String.join(", ", names));
  }

  /// The outputs of the last row, `[batch, out]`.
  ///
  /// @param samples `[batch, in]`
  /// @throws IllegalArgumentException if the samples have another width than the network's
  public Tensor outputs(Tensor samples) {
    return outputs(samples, Link.IDENTITY);
  }

  /// The outputs after the loss's link: probabilities for a classifier.
  public Tensor predict(Tensor samples) {
    return outputs(samples, link);
  }

  private Tensor outputs(Tensor samples, Link link) {
    rows.getFirst().checkWidth(samples.columns());
    Rounding rounding = roundings.get();
    double[] values = outputs(rows, samples.values(), samples.rows(), rounding);
    Links.apply(link, values, outputWidth(), rounding);
    return Tensor.of(samples.rows(), outputWidth(), values);
  }

  private static double[] outputs(List<ReferenceLayer> rows, double[] samples, int count, Rounding rounding) {
    double[] values = samples;
    for (ReferenceLayer row : rows) {
      values = row.apply(values, count, rounding);
    }
    return values;
  }

  /// The loss of a mini-batch, `sum(weight * loss) / sum(weight)` over its samples; with dropout and input noise if it
  /// has a seed for them.
  ///
  /// @throws IllegalStateException if the network has no loss
  /// @throws IllegalArgumentException if the mini-batch is empty, of other widths, or of another [TargetKind]
  public double loss(MiniBatch batch) {
    check(batch);
    Rounding rounding = roundings.get();
    return loss(outputs(rowsFor(batch), samples(batch), batch.size(), rounding), batch, rounding).loss();
  }

  /// The loss of a mini-batch and its gradient with respect to every parameter, by reverse mode.
  ///
  /// @throws IllegalStateException if the network has no loss
  /// @throws IllegalArgumentException if the mini-batch is empty, of other widths, or of another [TargetKind]
  public ReferenceGradient lossAndGradient(MiniBatch batch) {
    check(batch);
    Rounding rounding = roundings.get();
    List<double[]> rowInputs = new ArrayList<>();
    double[] values = samples(batch);
    List<ReferenceLayer> rows = rowsFor(batch);
    for (ReferenceLayer row : rows) {
      rowInputs.add(values);
      values = row.apply(values, batch.size(), rounding);
    }
    ReferenceLoss.Result result = loss(values, batch, rounding);
    Map<String, double[]> gradients = new LinkedHashMap<>();
    double[] gradient = result.outputGradient();
    for (int i = rows.size() - 1; i >= 0; i--) {
      gradient = rows.get(i).backward(rowInputs.get(i), gradient, batch.size(), gradients, rounding);
    }
    return new ReferenceGradient(result.loss(), gradients);
  }

  /// The derivative of the loss of a mini-batch and of penalties with respect to one parameter, by the complex step:
  /// both are computed in complex numbers, with a tiny imaginary part for the parameter. See [ComplexNumber].
  ///
  /// @param parameter as in [ReferenceGradient], `hidden.weight`
  /// @param index its place in the parameter, `[out, in]` row by row
  /// @throws IllegalStateException if the network has no loss
  /// @throws IllegalArgumentException if the mini-batch is empty, of other widths, or of another [TargetKind]
  public double complexStep(MiniBatch batch, String parameter, int index) {
    check(batch);
    ComplexNumber[] values =
        Arrays.stream(samples(batch)).mapToObj(ComplexNumber::of).toArray(ComplexNumber[]::new);
    for (ReferenceLayer row : rowsFor(batch)) {
      values = row.apply(values, batch.size(), parameter, index, COMPLEX_STEP);
    }
    double imaginary = 0;
    for (ReferenceLoss loss : losses) {
      imaginary += loss.of(values, outputWidth(), batch, targetWidth).imaginary();
    }
    for (ReferenceLayer row : rows) {
      imaginary += row.penalty(parameter, index, COMPLEX_STEP).imaginary();
    }
    return imaginary / COMPLEX_STEP;
  }

  /// What the penalties on one parameter add to the loss: `l1 |w| + l2 / 2 w^2` for a weight of a row that has them,
  /// else 0. Gradients are those of the loss and all penalties together.
  ///
  /// @param parameter as in [ReferenceGradient], `hidden.weight`
  /// @param index its place in the parameter, `[out, in]` row by row
  public double penalty(String parameter, int index) {
    return rows.stream().mapToDouble(row -> row.penalty(parameter, index, 0).real()).sum();
  }

  /// The same network with one parameter changed, in double precision: what differences are taken with.
  ///
  /// @param parameter as in [ReferenceGradient], `hidden.weight`
  /// @param index its place in the parameter, `[out, in]` row by row
  public ReferenceNetwork with(String parameter, int index, double value) {
    List<ReferenceLayer> changed = rows.stream().map(row -> row.with(parameter, index, value)).toList();
    return new ReferenceNetwork(inputWidth, inputNoise, changed, losses, link, targetWidth, roundings);
  }

  /// The same network, in which each result is moved at random by as much as a rounding to single precision may move
  /// it. How far its results are from those of this network shows what single precision can be asked for.
  ///
  /// @param seed decides the disturbances; the same in every call
  public ReferenceNetwork disturbed(long seed) {
    return new ReferenceNetwork(inputWidth, inputNoise, rows, losses, link, targetWidth, () -> Rounding.random(seed));
  }

  /// Adds up the terms of the loss.
  private ReferenceLoss.Result loss(double[] outputs, MiniBatch batch, Rounding rounding) {
    double sum = 0;
    double[] gradient = new double[outputs.length];
    for (ReferenceLoss loss : losses) {
      ReferenceLoss.Result term = loss.of(outputs, outputWidth(), batch, targetWidth, rounding);
      sum = rounding.of(sum + term.loss());
      Arrays.setAll(gradient, i -> gradient[i] == 0
          ? term.outputGradient()[i] : rounding.of(gradient[i] + term.outputGradient()[i]));
    }
    return new ReferenceLoss.Result(sum, gradient);
  }

  private double[] samples(MiniBatch batch) {
    double[] samples = new double[batch.size() * inputWidth];
    Arrays.setAll(samples, i -> batch.samples()[i]);
    if (inputNoise > 0 && batch.hasNoise()) {
      Arrays.setAll(samples, i -> {
        long key = CounterRandom.bits(batch.noiseSeed(), ScalarNoise.SAMPLES, i / inputWidth);
        return samples[i] + (float) inputNoise * (double) ScalarNoise.gaussian(key, i % inputWidth);
      });
    }
    return samples;
  }

  /// The rows as they treat a mini-batch.
  private List<ReferenceLayer> rowsFor(MiniBatch batch) {
    return batch.hasNoise() ? rows.stream().map(row -> row.withNoise(batch.noiseSeed())).toList() : rows;
  }

  private void check(MiniBatch batch) {
    if (losses.isEmpty()) {
      throw new IllegalStateException("the network has no loss: it can only predict");
    }
    Checks.atLeast(1, batch.size(), "size of the mini-batch");
    checkWidth("samples", inputWidth, batch.samples().length / batch.capacity());
    boolean hasLabels = batch.labels() != null;
    for (ReferenceLoss loss : losses) {
      if (loss.targetKind() != TargetKind.NONE && hasLabels != (loss.targetKind() == TargetKind.LABELS)) {
        throw new IllegalArgumentException(
            "the mini-batch has " + (hasLabels ? "labels" : "no labels") + " but the loss takes " + loss.targetKind());
      }
    }
    if (!hasLabels) {
      int targetCount = batch.targets() == null ? 0 : batch.targets().length;
      checkWidth("targets", targetWidth, targetCount / batch.capacity());
    }
  }

  private static void checkWidth(String what, int expected, int actual) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "the mini-batch has " + what + " of " + actual + " numbers, the network takes " + expected);
    }
  }
}
