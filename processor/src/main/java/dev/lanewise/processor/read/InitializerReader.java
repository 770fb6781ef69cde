package dev.lanewise.processor.read;

import dev.lanewise.init.GlorotUniform;
import dev.lanewise.init.Init;
import dev.lanewise.init.Normal;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.InitializerChoice;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/// Decides how the weights of a row start: by the row's [Init], else the record's, else the row's first activation.
final class InitializerReader {
  private static final String VALUE = "value";
  private static final String DEVIATION = "std";

  private final PackageElement user;
  private final Optional<InitializerChoice> ofRecord;

  /// Reads the choice on the record, for every row without its own.
  InitializerReader(TypeElement record, String description, PackageElement user, Diagnostics diagnostics) {
    this.user = user;
    this.ofRecord = WrittenAnnotation.find(Init.class, record, description)
        .flatMap(init -> read(init, diagnostics));
  }

  /// The choice for a row.
  ///
  /// @param annotations all annotations of the row
  InitializerChoice choose(List<WrittenAnnotation> annotations, Diagnostics diagnostics) {
    Optional<WrittenAnnotation> init = annotations.stream().filter(one -> one.is(Init.class)).findFirst();
    if (init.isPresent()) {
      return read(init.get(), diagnostics).orElse(fallback());
    }
    return ofRecord.orElseGet(() -> annotations.stream()
        .filter(one -> ActivationReader.marker(one).isPresent())
        .findFirst()
        .flatMap(activation -> ofActivation(activation, diagnostics))
        .orElse(fallback()));
  }

  private static InitializerChoice fallback() {
    return new InitializerChoice(GlorotUniform.class.getCanonicalName(), OptionalDouble.empty());
  }

  private Optional<InitializerChoice> ofActivation(WrittenAnnotation activation, Diagnostics diagnostics) {
    TypeMirror type = ActivationReader.marker(activation).orElseThrow().typeMirror("initializer");
    return instantiable(type, activation.origin(), diagnostics)
        .map(name -> new InitializerChoice(name, OptionalDouble.empty()));
  }

  private Optional<InitializerChoice> read(WrittenAnnotation init, Diagnostics diagnostics) {
    TypeMirror type = init.typeMirror(VALUE);
    TypeElement named = (TypeElement) ((DeclaredType) type).asElement();
    boolean isNormal = named.getQualifiedName().contentEquals(Normal.class.getCanonicalName());
    boolean hasDeviation = init.written(DEVIATION).isPresent();
    if (!isNormal && hasDeviation) {
      diagnostics.report(Problem.DEVIATION_WITHOUT_NORMAL, init.origin(DEVIATION), named.getSimpleName());
      return Optional.empty();
    }
    if (!isNormal) {
      return instantiable(type, init.origin(VALUE), diagnostics)
          .map(name -> new InitializerChoice(name, OptionalDouble.empty()));
    }
    if (!hasDeviation) {
      diagnostics.report(Problem.NORMAL_WITHOUT_DEVIATION, init.origin(VALUE));
      return Optional.empty();
    }
    double deviation = init.real(DEVIATION);
    if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
      diagnostics.report(Problem.INVALID_DEVIATION, init.origin(DEVIATION), deviation);
      return Optional.empty();
    }
    return Optional.of(
        new InitializerChoice(Normal.class.getCanonicalName(), OptionalDouble.of(deviation)));
  }

  private Optional<String> instantiable(TypeMirror type, Origin origin, Diagnostics diagnostics) {
    TypeElement named = (TypeElement) ((DeclaredType) type).asElement();
    Optional<String> obstacle = Instantiation.obstacle(named, user);
    obstacle.ifPresent(reason ->
        diagnostics.report(Problem.INITIALIZER_NOT_INSTANTIABLE, origin, named.getSimpleName(), reason));
    return obstacle.isPresent() ? Optional.empty() : Optional.of(named.getQualifiedName().toString());
  }
}
