package dev.lanewise.processor.read;

import dev.lanewise.Network;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.layer.Row;
import dev.lanewise.processor.layer.WeightRules;
import dev.lanewise.processor.lint.Declaration;
import dev.lanewise.processor.lint.FormulaOrigins;
import dev.lanewise.processor.lint.Rules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/// Reads a record annotated [Network]. All independent problems are reported, also when one makes the network useless.
public final class NetworkReader {
  private final Elements elements;
  private final Functions functions;
  private final Diagnostics diagnostics;

  /// Prepares to read one network.
  public NetworkReader(Elements elements, Functions functions, Diagnostics diagnostics) {
    this.elements = elements;
    this.functions = functions;
    this.diagnostics = diagnostics;
  }

  /// The place of a network as a whole.
  public static ElementOrigin origin(TypeElement record) {
    return ElementOrigin.of("network " + record.getSimpleName(), record);
  }

  /// Reads a network whose names are all resolved; empty if a problem was reported.
  public Optional<NetworkModel> read(TypeElement record) {
    ElementOrigin origin = origin(record);
    RecordRules.check(record, origin, diagnostics);
    if (record.getKind() != ElementKind.RECORD
        || !EnvironmentRules.check(record, origin, elements, diagnostics)) {
      return Optional.empty();
    }
    WrittenAnnotation network = WrittenAnnotation.find(Network.class, record, origin.description()).orElseThrow();
    PackageElement userPackage = elements.getPackageOf(record);
    checkAllowances(record);
    OptionalInt inputWidth = InputReader.read(network, diagnostics);
    List<Optional<Row>> rows = rows(record, userPackage);
    Optional<LossChoice> loss = new LossReader(elements, functions, diagnostics).read(network);
    Rules.check(new Declaration(rows, loss.stream().toList(), FormulaOrigins.WHOLE), diagnostics);
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    NetworkModel model = new NetworkModel(
        userPackage.getQualifiedName().toString(),
        nameInPackage(record, userPackage),
        nameInPackage(record, userPackage).replace('.', '_') + "Model",
        Visibility.isPublic(record),
        inputWidth.orElseThrow(),
        rows.stream().map(Optional::orElseThrow).toList(),
        loss,
        origin);
    WeightRules.check(model, diagnostics);
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(model);
  }

  private void checkAllowances(TypeElement record) {
    Allowance.check(record, origin(record).description(), diagnostics);
    record.getRecordComponents().forEach(component -> Allowance.check(
        component, RowReader.description(component, record.getSimpleName().toString()), diagnostics));
  }

  private List<Optional<Row>> rows(TypeElement record, PackageElement userPackage) {
    String name = record.getSimpleName().toString();
    var initializers = new InitializerReader(record, origin(record).description(), userPackage, diagnostics);
    RowReader reader = new RowReader(initializers, functions, diagnostics);
    // Record components are the one kind of member that every compiler hands out in the order declared.
    List<? extends RecordComponentElement> components = record.getRecordComponents();
    return components.stream().map(component -> reader.read(component, name)).toList();
  }

  private static String nameInPackage(TypeElement record, PackageElement userPackage) {
    String name = record.getQualifiedName().toString();
    return userPackage.isUnnamed() ? name : name.substring(userPackage.getQualifiedName().length() + 1);
  }
}
