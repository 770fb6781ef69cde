package dev.lanewise.search;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.MiniBatches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Predicts where plain gradient descent diverges, and measures it.
///
/// Near a point a loss is a parabola in every direction. Along the one in which it bends most, with the largest
/// eigenvalue `c` of the matrix of second derivatives, a step of rate `r` multiplies the distance to the bottom by
/// `1 - r c`: beyond `r = 2 / c` every step lands further away than it came from. On a parabola that is exact. A
/// network bends differently elsewhere, so the measured limit beside it is that of descent on the same mini-batch: the
/// rate up to which the loss rises at none of 30 steps, found by halving an interval.
///
/// It recommends half the smaller limit: on a parabola the rate that reaches the bottom along that direction in one
/// step. It looks at one mini-batch of 256 samples unless set otherwise, so a larger one tells more. Source: LeCun,
/// Simard, Pearlmutter 1993, "Automatic Learning Rate Maximization by On-Line Estimation of the Hessian's
/// Eigenvectors".
public final class Curvature extends LearningRateSearch<Curvature> {
  private static final int DESCENT_STEPS = 30;
  /// What single precision may raise a loss by.
  private static final double ROUNDING = 1e-5;
  private static final int HALVINGS = 7;
  private static final double SEARCHED = 30;

  Curvature() {
    batchSize(256);
  }

  /// Looks at one mini-batch.
  ///
  /// @throws IllegalArgumentException if the optimizer is not plain gradient descent, to which alone the prediction
  ///     applies; if the data set does not fit the model, or its loss or gradient is not finite
  @Override
  public LearningRateReport run(Model model, Dataset train) {
    if (!optimizer().isPlainGradientDescent()) {
      throw new IllegalArgumentException("the curvature limits plain gradient descent and says nothing about "
          + optimizer() + "; use a range test or a race for it");
    }
    train.requireFits(model, "training set");
    MiniBatches batches = miniBatches(train);
    MiniBatch batch = batches.miniBatch();
    batches.next(batch);
    Model copy = model.copy();
    float start = copy.lossAndGradient(batch, new float[copy.layout().length()], copy.workspace(batch.capacity()));
    Hessian hessian = new Hessian(copy, batch);
    double largest = Float.isFinite(start) ? hessian.largestEigenvalue(seed()) : Double.NaN;
    if (!Double.isFinite(largest)) {
      throw new IllegalArgumentException("the loss of the untrained " + model.name()
          + ", or its gradient, is not finite, so no learning rate can help; look at the first weights and for huge "
          + "values in the data");
    }
    Descents descents = new Descents(model, batch, start);
    double measured = largest > 0 ? descents.limit(2 / largest) : Double.NaN;
    return report(model.name(), batch.size(), largest, measured, descents, 2L * hessian.products());
  }

  /// Descents on the mini-batch with different rates.
  private static final class Descents {
    private final Model model;
    private final MiniBatch batch;
    private final Workspace workspace;
    private final float start;
    private final List<RatePoint> points = new ArrayList<>();
    private long steps;

    Descents(Model model, MiniBatch batch, float start) {
      this.model = model;
      this.batch = batch;
      this.start = start;
      this.workspace = model.workspace(batch.capacity());
    }

    /// The largest rate under which the loss does not rise; NaN if it is far from the prediction.
    double limit(double predicted) {
      double low = predicted / SEARCHED;
      double high = predicted * SEARCHED;
      if (!falls(low) || falls(high)) {
        return Double.NaN;
      }
      for (int i = 0; i < HALVINGS; i++) {
        double middle = Math.sqrt(low * high);
        if (falls(middle)) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private boolean falls(double rate) {
      Model copy = model.copy();
      float before = start;
      boolean falls = true;
      for (int step = 0; step <= DESCENT_STEPS && falls; step++) {
        steps++;
        float loss = copy.trainStep(batch, (float) rate, workspace);
        falls = loss <= before + ROUNDING * Math.abs(before);
        before = loss;
      }
      points.add(new RatePoint((float) rate, before, before, before));
      return falls;
    }
  }

  private static LearningRateReport report(
      String network, int samples, double largest, double measured, Descents descents, long gradients) {
    boolean bends = largest > 0;
    double predicted = 2 / largest;
    Optional<Float> recommended = bends
        ? Optional.of(NumberText.rounded(Math.min(predicted, Double.isNaN(measured) ? predicted : measured) / 2))
        : Optional.empty();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "", "why"));
    rows.add(List.of("largest curvature", NumberText.loss(largest), "the largest second derivative in any direction"));
    if (bends) {
      rows.add(List.of("predicted limit", text(predicted), "2 / curvature: beyond, steps land further away"));
      rows.add(List.of("measured limit", Double.isNaN(measured) ? "none" : text(measured), Double.isNaN(measured)
          ? "not within a factor of " + (int) SEARCHED + " of the prediction"
          : "the largest rate under which the loss rises at none of " + DESCENT_STEPS + " steps"));
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("largest_curvature", largest);
    details.put("predicted_limit", bends ? predicted : null);
    details.put("measured_limit", measured);
    List<RatePoint> curve = new ArrayList<>(descents.points);
    curve.sort(Comparator.comparing(RatePoint::learningRate));
    String advice = recommended.map(rate -> "Take " + NumberText.rate(rate) + ", half the limit, for plain gradient "
        + "descent on this mini-batch; noise between mini-batches may ask for less.").orElse(
        "The loss does not bend upwards in any direction here, so nothing limits a single step; use a range test.");
    return new LearningRateReport(new Findings(
        network, "curvature", bends ? Outcome.FOUND : Outcome.FLAT, recommended,
        recommended.map(rate -> new RateInterval(rate / 10, 2 * rate)), curve, List.of(), Map.of(),
        gradients + descents.steps, advice, network + ": curvature of the loss on " + samples + " samples", rows,
        details));
  }

  private static String text(double rate) {
    return NumberText.rate(NumberText.rounded(rate));
  }

  @Override
  Curvature self() {
    return this;
  }
}
