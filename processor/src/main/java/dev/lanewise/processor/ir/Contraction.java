package dev.lanewise.processor.ir;

/// The contractions of a dense layer, named by what they compute; the set is closed under differentiation.
///
/// Each sums in ascending order of the letter that the result lacks.
public enum Contraction {
  /// `y[b, o] = sum over i of x[b, i] w[o, i]`: the forward pass (NN on weights kept by input).
  FORWARD("bi,oi->bo"),
  /// `dx[b, i] = sum over o of dy[b, o] w[o, i]`: the gradient of the input (NT).
  INPUT_GRADIENT("bo,oi->bi"),
  /// `dw[o, i] = sum over b of dy[b, o] x[b, i]`: the gradient of the weights (TN).
  WEIGHT_GRADIENT("bo,bi->oi");

  private final String letters;

  Contraction(String letters) {
    this.letters = letters;
  }

  /// The index letters of both operands and the result.
  public String letters() {
    return letters;
  }

  /// The shape of the result.
  ///
  /// @throws IllegalArgumentException if the operands do not fit
  public Shape shape(Shape a, Shape b) {
    boolean fits = switch (this) {
      case FORWARD -> a.isRows() && isMatrix(b) && a.width() == b.width();
      case INPUT_GRADIENT -> a.isRows() && isMatrix(b) && a.width() == b.axes().getFirst();
      case WEIGHT_GRADIENT -> a.isRows() && b.isRows();
    };
    if (!fits) {
      throw new IllegalArgumentException(letters + " does not fit " + a + " and " + b);
    }
    return switch (this) {
      case FORWARD -> Shape.rows(b.axes().getFirst());
      case INPUT_GRADIENT -> Shape.rows(b.width());
      case WEIGHT_GRADIENT -> Shape.matrix(a.width(), b.width());
    };
  }

  private static boolean isMatrix(Shape shape) {
    return !shape.hasBatch() && shape.axes().size() == 2;
  }
}
