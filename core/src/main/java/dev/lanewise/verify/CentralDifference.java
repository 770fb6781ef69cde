package dev.lanewise.verify;

import dev.lanewise.MiniBatch;
import dev.lanewise.ParameterSlot;
import dev.lanewise.reference.ReferenceNetwork;

/// The derivative of the reference's loss, penalties included, with respect to one parameter, from losses alone.
///
/// Losses are taken at distances `h` and `h / 2` on both sides. Where the loss is smooth, the slopes to the left and to
/// the right differ by the curvature times the distance, so their difference halves with the distance; at a kink within
/// reach it does not.
///
/// @param derivative the difference over `h`
/// @param error what the derivative may be off by: rounding, curvature that changes, and a kink too small to be seen
/// @param isSmooth whether there is no kink within reach
record CentralDifference(double derivative, double error, boolean isSmooth) {
  /// Small, so that few kinks are within reach; the error of rounding is still below `2e-11` times the loss.
  private static final double STEP = 0x1p-17;

  /// How much of the difference of slopes may be left when it should have halved and been subtracted twice.
  private static final double CURVATURE_CHANGE = 0.25;

  /// Losses in the difference of the turns, by their weights.
  private static final int TURN_ERRORS = 20;

  /// @param index the parameter's place in its tensor, `[out, in]` row by row
  /// @param value of the parameter
  /// @param lossError what a loss in double precision may be off by
  static CentralDifference of(
      ReferenceNetwork network, MiniBatch batch, ParameterSlot slot, int index, float value, double lossError) {
    // A power of two, so that the parameter moves by exactly that much.
    double h = STEP * Math.max(1, Math.scalb(1, Math.getExponent(value)));
    double[] losses = new double[5];
    for (int i = 0; i < losses.length; i++) {
      ReferenceNetwork moved = network.with(slot.name(), index, value + (i - 2) * h / 2);
      losses[i] = moved.loss(batch) + moved.penalty(slot.name(), index);
    }
    double wide = (losses[4] - losses[0]) / (2 * h);
    double narrow = (losses[3] - losses[1]) / h;
    double wideTurn = (losses[4] - 2 * losses[2] + losses[0]) / h;
    double narrowTurn = (losses[3] - 2 * losses[2] + losses[1]) / (h / 2);
    double noise = lossError / h;
    double bend = CURVATURE_CHANGE * Math.abs(wideTurn);
    boolean isSmooth = Math.abs(wideTurn - 2 * narrowTurn) <= bend + TURN_ERRORS * noise;
    double error = Math.abs(wide - narrow) + bend + noise;
    return new CentralDifference(wide, error, isSmooth);
  }
}
