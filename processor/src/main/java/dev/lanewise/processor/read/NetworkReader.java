package dev.lanewise.processor.read;

import dev.lanewise.Network;
import dev.lanewise.TargetKind;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.LossTerms;
import dev.lanewise.processor.layer.LossWidths;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.layer.Row;
import dev.lanewise.processor.layer.WeightRules;
import dev.lanewise.processor.lint.Declaration;
import dev.lanewise.processor.lint.Rules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/// Reads a record annotated [Network]. All independent problems are reported, also when one makes the network useless.
public final class NetworkReader {
  private static final String TARGETS = "targets";

  private final Elements elements;
  private final Functions functions;
  private final Diagnostics diagnostics;

  /// Prepares to read one network.
  public NetworkReader(Elements elements, Functions functions, Diagnostics diagnostics) {
    this.elements = elements;
    this.functions = functions.ofNetwork();
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
    double inputNoise = InputReader.readNoise(record, origin.description(), diagnostics);
    List<Optional<Row>> rows = rows(record, userPackage);
    int targets = network.number(TARGETS);
    List<LossChoice> losses = losses(network, record, rows);
    Rules.check(new Declaration(rows, losses, functions.places()), diagnostics);
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    NetworkModel model = new NetworkModel(
        userPackage.getQualifiedName().toString(),
        TypeNames.inPackage(record, elements),
        TypeNames.flat(record, elements) + "Model",
        Visibility.isPublic(record),
        inputWidth.orElseThrow(),
        rows.stream().map(Optional::orElseThrow).toList(),
        losses,
        targets > 0 ? targets : rows.getLast().orElseThrow().outputWidth(inputWidth.orElseThrow()),
        inputNoise,
        functions.companions(),
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
    var penalties = new PenaltyReader(record, origin(record).description(), diagnostics);
    RowReader reader = new RowReader(initializers, penalties, functions, diagnostics);
    // Record components are the one kind of member that every compiler hands out in the order declared.
    List<? extends RecordComponentElement> components = record.getRecordComponents();
    return components.stream().map(component -> reader.read(component, name)).toList();
  }

  /// Reads the losses and checks them, as far as what they are for could be read.
  private List<LossChoice> losses(
      WrittenAnnotation network, TypeElement record, List<Optional<Row>> rows) {
    List<LossChoice> losses = new LossReader(elements, functions, diagnostics).read(network, record);
    boolean isTarget = checkTargets(network, losses);
    if (losses.isEmpty()) {
      return losses;
    }
    LossTerms.check(losses, diagnostics);
    if (rows.isEmpty() || rows.getLast().isEmpty() || !isTarget) {
      return losses;
    }
    Row last = rows.getLast().get();
    // A row starts with a dense layer, so that its width does not depend on what comes in.
    int outputs = last.outputWidth(1);
    int targets = network.number(TARGETS);
    LossWidths widths = new LossWidths(outputs, targets > 0 ? targets : outputs);
    return losses.stream().map(loss -> widths.apply(loss, diagnostics)).toList();
  }

  /// Whether `targets` is right by itself.
  private boolean checkTargets(WrittenAnnotation network, List<LossChoice> losses) {
    int targets = network.number(TARGETS);
    boolean isUsed = losses.stream().anyMatch(loss -> loss.targetKind() == TargetKind.TARGETS);
    if (targets < 0) {
      diagnostics.report(Problem.NEGATIVE_TARGETS, network.origin(TARGETS), targets);
    } else if (targets > 0 && losses.isEmpty() && !diagnostics.hasErrors()) {
      diagnostics.report(Problem.UNUSED_TARGETS, network.origin(TARGETS), targets, "the network has no loss");
    } else if (targets > 0 && !losses.isEmpty() && !isUsed) {
      String names = losses.stream().map(LossChoice::name).collect(Collectors.joining(" + "));
      boolean hasLabels = NetworkModel.targetKind(losses) == TargetKind.LABELS;
      diagnostics.report(Problem.UNUSED_TARGETS, network.origin(TARGETS), targets,
          "its loss, " + names + ", takes " + (hasLabels ? "labels" : "neither targets nor labels"));
      return false;
    }
    return targets >= 0;
  }
}
