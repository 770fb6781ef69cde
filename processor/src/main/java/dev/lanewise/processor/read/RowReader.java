package dev.lanewise.processor.read;

import dev.lanewise.Layer;
import dev.lanewise.layer.Dense;
import dev.lanewise.layer.Dropout;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.DenseLayer;
import dev.lanewise.processor.layer.DropoutLayer;
import dev.lanewise.processor.layer.LayerKind;
import dev.lanewise.processor.layer.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/// Reads one component of the record: its annotations from left to right are the layers of a row.
final class RowReader {
  private static final String UNITS = "value";
  private static final String RATE = "value";

  private final InitializerReader initializers;
  private final PenaltyReader penalties;
  private final Functions functions;
  private final Diagnostics diagnostics;

  RowReader(
      InitializerReader initializers, PenaltyReader penalties, Functions functions, Diagnostics diagnostics) {
    this.initializers = initializers;
    this.penalties = penalties;
    this.functions = functions;
    this.diagnostics = diagnostics;
  }

  /// Reads a row, or reports all that is wrong with it.
  Optional<Row> read(RecordComponentElement component, String networkName) {
    String name = component.getSimpleName().toString();
    String description = description(component, networkName);
    ElementOrigin origin = ElementOrigin.of(description, component);
    if (!isLayer(component)) {
      diagnostics.report(Problem.NOT_A_LAYER, origin, component.asType());
      return Optional.empty();
    }
    List<WrittenAnnotation> annotations = WrittenAnnotation.on(component, description);
    List<WrittenAnnotation> layers = annotations.stream()
        .filter(one -> one.is(Dense.class) || one.is(Dropout.class) || ActivationReader.isActivation(one))
        .toList();
    long unmarked =
        annotations.stream().filter(one -> ActivationReader.reportUnmarked(one, diagnostics)).count();
    boolean isEmpty = layers.isEmpty() && unmarked > 0;
    if (isEmpty || !isOrdered(layers, origin)) {
      return Optional.empty();
    }
    List<LayerKind> kinds = new ArrayList<>();
    dense(layers.getFirst(), annotations).ifPresent(kinds::add);
    ActivationReader activations = new ActivationReader(functions, diagnostics);
    layers.stream().skip(1).forEach(one ->
        (one.is(Dropout.class) ? dropout(one) : activations.read(one)).ifPresent(kinds::add));
    float learningRateScale = RateReader.read(annotations, diagnostics);
    return kinds.size() == layers.size()
        ? Optional.of(new Row(name, kinds, learningRateScale, origin))
        : Optional.empty();
  }

  /// The row as messages name it.
  static String description(RecordComponentElement component, String networkName) {
    return "row '" + component.getSimpleName() + "' of " + networkName;
  }

  private static boolean isLayer(RecordComponentElement component) {
    return component.asType() instanceof DeclaredType type
        && ((TypeElement) type.asElement()).getQualifiedName().contentEquals(Layer.class.getCanonicalName());
  }

  /// Whether the row is a dense layer and what is applied to each of its outputs. Two dense layers in a row do not come
  /// this far: the compiler refuses to repeat an annotation.
  private boolean isOrdered(List<WrittenAnnotation> layers, ElementOrigin origin) {
    if (layers.isEmpty()) {
      diagnostics.report(Problem.ROW_WITHOUT_LAYER, origin);
      return false;
    }
    WrittenAnnotation first = layers.getFirst();
    if (first.is(Dense.class)) {
      return true;
    }
    boolean hasDense = layers.stream().anyMatch(one -> one.is(Dense.class));
    diagnostics.report(
        hasDense ? Problem.ACTIVATION_BEFORE_DENSE : Problem.ROW_WITHOUT_DENSE, first.origin(), first.name());
    return false;
  }

  private Optional<DropoutLayer> dropout(WrittenAnnotation dropout) {
    double rate = dropout.real(RATE);
    if (!(rate >= 0 && rate < 1)) {
      diagnostics.report(Problem.INVALID_DROPOUT, dropout.origin(RATE), rate);
      return Optional.empty();
    }
    return Optional.of(new DropoutLayer(rate, dropout.origin()));
  }

  private Optional<LayerKind> dense(WrittenAnnotation dense, List<WrittenAnnotation> annotations) {
    var initializer = initializers.choose(annotations, diagnostics);
    int units = dense.number(UNITS);
    if (units < 1) {
      diagnostics.report(Problem.TOO_FEW_UNITS, dense.origin(UNITS), units);
      return Optional.empty();
    }
    DenseLayer layer = new DenseLayer(units, dense.flag("bias"), initializer, dense.origin(UNITS));
    return Optional.of(penalties.penalized(layer, annotations));
  }
}
