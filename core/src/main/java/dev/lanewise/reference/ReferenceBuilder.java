package dev.lanewise.reference;

import dev.lanewise.Checks;
import dev.lanewise.Link;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.FreeVariables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Puts a network together row by row; each layer belongs to the row named last.
public final class ReferenceBuilder {
  private final int inputWidth;
  private final List<ReferenceLayer> rows = new ArrayList<>();
  private String name;
  private int rowInputWidth;
  private int width;
  private List<ReferenceStep> steps = new ArrayList<>();
  private final List<ReferenceLoss> losses = new ArrayList<>();
  private Link link = Link.IDENTITY;
  private int targetWidth;
  private double inputNoise;
  private int dropouts;

  ReferenceBuilder(int inputWidth) {
    this.inputWidth = Checks.atLeast(1, inputWidth, "inputWidth");
    this.width = inputWidth;
  }

  /// Starts a row.
  public ReferenceBuilder row(String name) {
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
  public ReferenceBuilder dense(int units, float[] weight) {
    return dense(units, weight, null);
  }

  /// Adds a fully connected layer to the row.
  ///
  /// @param weight `[units, in]` row by row
  /// @param bias `[units]`, or null for none
  /// @throws IllegalArgumentException if the number of weights or biases does not fit
  public ReferenceBuilder dense(int units, float[] weight, float[] bias) {
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
  public ReferenceBuilder dense(int units, float[] weight, float[] bias, double l1, double l2) {
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
  public ReferenceBuilder activation(String formula) {
    add(new ActivationStep(FormulaParser.parse(formula), Map.of()));
    return this;
  }

  /// Gives a learnt parameter to the activation named last.
  ///
  /// @param parameter a variable of the activation's formula
  /// @param values one, or one for each unit
  /// @throws IllegalArgumentException if the number of values is neither
  /// @throws IllegalStateException if the layer named last is no activation
  public ReferenceBuilder learnt(String parameter, float[] values) {
    if (steps.isEmpty() || !(steps.getLast() instanceof ActivationStep activation)) {
      throw new IllegalStateException("a learnt parameter belongs to an activation: name one with activation(...)");
    }
    checkCount(parameter, values.length == 1 ? 1 : width, values.length);
    steps.set(steps.size() - 1, activation.withLearnt(parameter, widened(values)));
    return this;
  }

  /// Adds a dropout to the row, which works on mini-batches with a noise seed.
  ///
  /// @param rate the probability of a 0, at least 0 and below 1
  public ReferenceBuilder dropout(double rate) {
    add(new DropoutStep(dropouts++, rate, OptionalLong.empty()));
    return this;
  }

  /// Has normally distributed noise added to the samples of mini-batches with a noise seed.
  ///
  /// @param standardDeviation of the noise, above 0
  public ReferenceBuilder inputNoise(double standardDeviation) {
    inputNoise = standardDeviation;
    return this;
  }

  /// Ends the rows with a loss of each output; several losses are added.
  ///
  /// @param formula in `prediction` and `target`
  /// @param reduction how the outputs of a sample are combined
  public ReferenceBuilder elementwiseLoss(String formula, Reduction reduction, Link link) {
    Expr expr = FormulaParser.parse(formula);
    TargetKind kind = FreeVariables.of(expr).contains("target") ? TargetKind.TARGETS : TargetKind.NONE;
    return add(new ReferenceLoss(expr, true, reduction, kind), link);
  }

  /// Ends the rows with a loss of all outputs of a sample together; several losses are added.
  ///
  /// @param formula in `outputs` and `label` or `targets`; in reductions `position` is the index of an element
  /// @param targetKind what the formula compares outputs with; `NONE` if it looks at outputs alone
  /// @param link what `predict` applies, if it is not the identity
  public ReferenceBuilder rowWiseLoss(String formula, TargetKind targetKind, Link link) {
    return add(new ReferenceLoss(FormulaParser.parse(formula), false, Reduction.MEAN, targetKind), link);
  }

  /// Says how many numbers a row of targets has; without it, as many as there are outputs.
  ///
  /// @param width at least 1
  public ReferenceBuilder targets(int width) {
    this.targetWidth = Checks.atLeast(1, width, "width");
    return this;
  }

  private ReferenceBuilder add(ReferenceLoss loss, Link lossLink) {
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
    return new ReferenceNetwork(inputWidth, inputNoise, rows, losses, link, targetWidth, () -> Rounding.NONE);
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
