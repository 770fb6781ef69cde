package dev.lanewise.reference;

import dev.lanewise.Checks;
import dev.lanewise.Layer;
import dev.lanewise.Link;
import dev.lanewise.MiniBatch;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.Tensor;
import dev.lanewise.formula.ComplexNumber;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FreeVariables;
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
  private final List<ReferenceLayer> rows;
  private final List<ReferenceLoss> losses;
  private final Link link;
  private final int targetWidth;
  private final Supplier<Rounding> roundings;

  private ReferenceNetwork(
      int inputWidth, List<ReferenceLayer> rows, List<ReferenceLoss> losses, Link link, int targetWidth,
      Supplier<Rounding> roundings) {
    this.inputWidth = inputWidth;
    this.rows = List.copyOf(rows);
    this.losses = List.copyOf(losses);
    this.link = link;
    this.targetWidth = targetWidth == 0 ? outputWidth() : targetWidth;
    this.roundings = roundings;
  }

  /// Starts a network.
  ///
  /// @param inputWidth numbers in a sample, at least 1
  public static Builder builder(int inputWidth) {
    return new Builder(inputWidth);
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
    double[] values = outputs(samples.values(), samples.rows(), rounding);
    Links.apply(link, values, outputWidth(), rounding);
    return Tensor.of(samples.rows(), outputWidth(), values);
  }

  private double[] outputs(double[] samples, int count, Rounding rounding) {
    double[] values = samples;
    for (ReferenceLayer row : rows) {
      values = row.apply(values, count, rounding);
    }
    return values;
  }

  /// The loss of a mini-batch, `sum(weight * loss) / sum(weight)` over its samples.
  ///
  /// @throws IllegalStateException if the network has no loss
  /// @throws IllegalArgumentException if the mini-batch is empty, of other widths, or of another [TargetKind]
  public double loss(MiniBatch batch) {
    check(batch);
    Rounding rounding = roundings.get();
    return loss(outputs(samples(batch), batch.size(), rounding), batch, rounding).loss();
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
    for (ReferenceLayer row : rows) {
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
    return new ReferenceNetwork(inputWidth, changed, losses, link, targetWidth, roundings);
  }

  /// The same network, in which each result is moved at random by as much as a rounding to single precision may move
  /// it. How far its results are from those of this network shows what single precision can be asked for.
  ///
  /// @param seed decides the disturbances; the same in every call
  public ReferenceNetwork disturbed(long seed) {
    return new ReferenceNetwork(inputWidth, rows, losses, link, targetWidth, () -> Rounding.random(seed));
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
    return samples;
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

  /// Puts a network together row by row; each layer belongs to the row named last.
  public static final class Builder {
    private final int inputWidth;
    private final List<ReferenceLayer> rows = new ArrayList<>();
    private String name;
    private int rowInputWidth;
    private int width;
    private List<ReferenceStep> steps = new ArrayList<>();
    private final List<ReferenceLoss> losses = new ArrayList<>();
    private Link link = Link.IDENTITY;
    private int targetWidth;

    private Builder(int inputWidth) {
      this.inputWidth = Checks.atLeast(1, inputWidth, "inputWidth");
      this.width = inputWidth;
    }

    /// Starts a row.
    public Builder row(String name) {
      finishRow();
      this.name = name;
      this.rowInputWidth = width;
      this.steps = new ArrayList<>();
      return this;
    }

    /// Adds a fully connected layer without a bias to the row.
    ///
    /// @param weight `[units, in]` row by row
    /// @throws IllegalArgumentException if the number of weights does not fit
    public Builder dense(int units, float[] weight) {
      return dense(units, weight, null);
    }

    /// Adds a fully connected layer to the row.
    ///
    /// @param weight `[units, in]` row by row
    /// @param bias `[units]`, or null for none
    /// @throws IllegalArgumentException if the number of weights or biases does not fit
    public Builder dense(int units, float[] weight, float[] bias) {
      return dense(units, weight, bias, 0, 0);
    }

    /// Adds a fully connected layer with penalties on its weights to the row. Gradients include the penalties; the loss
    /// does not.
    ///
    /// @param weight `[units, in]` row by row
    /// @param bias `[units]`, or null for none
    /// @param l1 times the sign of each weight is added to its gradient
    /// @param l2 times each weight is added to its gradient
    /// @throws IllegalArgumentException if the number of weights or biases does not fit
    public Builder dense(int units, float[] weight, float[] bias, double l1, double l2) {
      checkCount("weight", (long) units * width, weight.length);
      if (bias != null) {
        checkCount("bias", units, bias.length);
      }
      add(new DenseStep(width, units, widened(weight), bias == null ? null : widened(bias), l1, l2));
      width = units;
      return this;
    }

    /// Adds a function of one number to the row.
    ///
    /// @param formula in the variable `x`, and in those that [#learnt] gives values to
    public Builder activation(String formula) {
      add(new ActivationStep(FormulaParser.parse(formula), Map.of()));
      return this;
    }

    /// Gives a learnt parameter to the activation named last.
    ///
    /// @param parameter a variable of the activation's formula
    /// @param values one, or one for each unit
    /// @throws IllegalArgumentException if the number of values is neither
    /// @throws IllegalStateException if the layer named last is no activation
    public Builder learnt(String parameter, float[] values) {
      if (steps.isEmpty() || !(steps.getLast() instanceof ActivationStep activation)) {
        throw new IllegalStateException("a learnt parameter belongs to an activation: name one with activation(...)");
      }
      checkCount(parameter, values.length == 1 ? 1 : width, values.length);
      steps.set(steps.size() - 1, activation.withLearnt(parameter, widened(values)));
      return this;
    }

    /// Ends the rows with a loss of each output; several losses are added.
    ///
    /// @param formula in `prediction` and `target`
    /// @param reduction how the outputs of a sample are combined
    public Builder elementwiseLoss(String formula, Reduction reduction, Link link) {
      Expr expr = FormulaParser.parse(formula);
      TargetKind kind = FreeVariables.of(expr).contains("target") ? TargetKind.TARGETS : TargetKind.NONE;
      return add(new ReferenceLoss(expr, true, reduction, kind), link);
    }

    /// Ends the rows with a loss of all outputs of a sample together; several losses are added.
    ///
    /// @param formula in `outputs` and `label` or `targets`; in reductions `position` is the index of an element
    /// @param targetKind what the formula compares outputs with; `NONE` if it looks at outputs alone
    /// @param link what `predict` applies, if it is not the identity
    public Builder rowWiseLoss(String formula, TargetKind targetKind, Link link) {
      return add(new ReferenceLoss(FormulaParser.parse(formula), false, Reduction.MEAN, targetKind), link);
    }

    /// Says how many numbers a row of targets has; without it, as many as there are outputs.
    ///
    /// @param width at least 1
    public Builder targets(int width) {
      this.targetWidth = Checks.atLeast(1, width, "width");
      return this;
    }

    private Builder add(ReferenceLoss loss, Link lossLink) {
      losses.add(loss);
      link = lossLink == Link.IDENTITY ? link : lossLink;
      return this;
    }

    /// Makes the network.
    ///
    /// @throws IllegalStateException if it has no row
    public ReferenceNetwork build() {
      finishRow();
      if (rows.isEmpty()) {
        throw new IllegalStateException("a network has at least one row");
      }
      return new ReferenceNetwork(inputWidth, rows, losses, link, targetWidth, () -> Rounding.NONE);
    }

    private void add(ReferenceStep step) {
      if (name == null) {
        throw new IllegalStateException("a layer belongs to a row: name one with row(...) first");
      }
      steps.add(step);
    }

    private void finishRow() {
      if (name != null) {
        rows.add(new ReferenceLayer(name, rowInputWidth, steps));
        name = null;
      }
    }

    private void checkCount(String parameter, long expected, int actual) {
      if (expected != actual) {
        throw new IllegalArgumentException(
            name + "." + parameter + " takes " + expected + " values, not " + actual);
      }
    }

    private static double[] widened(float[] values) {
      double[] wide = new double[values.length];
      Arrays.setAll(wide, i -> values[i]);
      return wide;
    }
  }
}
