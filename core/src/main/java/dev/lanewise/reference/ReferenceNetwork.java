package dev.lanewise.reference;

import dev.lanewise.Checks;
import dev.lanewise.Layer;
import dev.lanewise.Link;
import dev.lanewise.MiniBatch;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.Tensor;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A slow, obvious implementation of a network in double precision: the oracle for generated code.
///
/// It is built from the formulas of the network's annotations and differentiates them by dual numbers, so it agrees
/// with the compiler on what a formula means and on nothing else. Sums are in ascending order. Immutable, and safe for
/// use by many threads; every call allocates.
public final class ReferenceNetwork {
  private final int inputWidth;
  private final List<ReferenceLayer> rows;
  private final ReferenceLoss loss;
  private final Link link;

  private ReferenceNetwork(Builder builder) {
    this.inputWidth = builder.inputWidth;
    this.rows = List.copyOf(builder.rows);
    this.loss = builder.loss;
    this.link = builder.link;
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
    Tensor values = samples;
    for (ReferenceLayer row : rows) {
      values = row.apply(values);
    }
    return values;
  }

  /// The outputs after the loss's link: probabilities for a classifier.
  public Tensor predict(Tensor samples) {
    Tensor outputs = outputs(samples);
    double[] values = outputs.values();
    Links.apply(link, values, outputs.columns());
    return Tensor.of(outputs.rows(), outputs.columns(), values);
  }

  /// The loss of a mini-batch, `sum(weight * loss) / sum(weight)` over its samples.
  ///
  /// @throws IllegalStateException if the network has no loss
  /// @throws IllegalArgumentException if the mini-batch is empty, of other widths, or of another [TargetKind]
  public double loss(MiniBatch batch) {
    check(batch);
    double[] values = samples(batch);
    for (ReferenceLayer row : rows) {
      values = row.apply(values, batch.size());
    }
    return loss.of(values, outputWidth(), batch).loss();
  }

  /// The loss of a mini-batch and its gradient with respect to every parameter, by reverse mode.
  ///
  /// @throws IllegalStateException if the network has no loss
  /// @throws IllegalArgumentException if the mini-batch is empty, of other widths, or of another [TargetKind]
  public ReferenceGradient lossAndGradient(MiniBatch batch) {
    check(batch);
    List<double[]> rowInputs = new ArrayList<>();
    double[] values = samples(batch);
    for (ReferenceLayer row : rows) {
      rowInputs.add(values);
      values = row.apply(values, batch.size());
    }
    ReferenceLoss.Result result = loss.of(values, outputWidth(), batch);
    Map<String, double[]> gradients = new LinkedHashMap<>();
    double[] gradient = result.outputGradient();
    for (int i = rows.size() - 1; i >= 0; i--) {
      gradient = rows.get(i).backward(rowInputs.get(i), gradient, batch.size(), gradients);
    }
    return new ReferenceGradient(result.loss(), gradients);
  }

  private double[] samples(MiniBatch batch) {
    double[] samples = new double[batch.size() * inputWidth];
    Arrays.setAll(samples, i -> batch.samples()[i]);
    return samples;
  }

  private void check(MiniBatch batch) {
    if (loss == null) {
      throw new IllegalStateException("the network has no loss: it can only predict");
    }
    Checks.atLeast(1, batch.size(), "size of the mini-batch");
    checkWidth("samples", inputWidth, batch.samples().length / batch.capacity());
    boolean hasLabels = batch.labels() != null;
    if (hasLabels != (loss.targetKind() == TargetKind.LABELS)) {
      throw new IllegalArgumentException(
          "the mini-batch has " + (hasLabels ? "labels" : "no labels") + " but the loss takes " + loss.targetKind());
    }
    if (!hasLabels) {
      int targetCount = batch.targets() == null ? 0 : batch.targets().length;
      checkWidth("targets", outputWidth(), targetCount / batch.capacity());
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
    private ReferenceLoss loss;
    private Link link = Link.IDENTITY;

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
      checkCount("weight", (long) units * width, weight.length);
      if (bias != null) {
        checkCount("bias", units, bias.length);
      }
      add(new DenseStep(width, units, widened(weight), bias == null ? null : widened(bias)));
      width = units;
      return this;
    }

    /// Adds a function of one number to the row.
    ///
    /// @param formula in the variable `x`
    public Builder activation(String formula) {
      add(new ActivationStep(FormulaParser.parse(formula)));
      return this;
    }

    /// Ends the rows with a loss of each output.
    ///
    /// @param formula in `prediction` and `target`
    /// @param reduction how the outputs of a sample are combined
    public Builder elementwiseLoss(String formula, Reduction reduction, Link link) {
      Expr expr = FormulaParser.parse(formula);
      this.loss = new ReferenceLoss(expr, true, reduction, TargetKind.TARGETS);
      this.link = link;
      return this;
    }

    /// Ends the rows with a loss of all outputs of a sample together.
    ///
    /// @param formula in `outputs` and `label` or `targets`
    public Builder rowWiseLoss(String formula, TargetKind targetKind, Link link) {
      Expr expr = FormulaParser.parse(formula);
      this.loss = new ReferenceLoss(expr, false, Reduction.MEAN, targetKind);
      this.link = link;
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
      return new ReferenceNetwork(this);
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
