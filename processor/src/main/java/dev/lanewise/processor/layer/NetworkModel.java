package dev.lanewise.processor.layer;

import dev.lanewise.Link;
import dev.lanewise.TargetKind;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.ir.Penalty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A network as its user declared it, complete and valid.
///
/// @param packageName empty for the unnamed package
/// @param recordName as Java source names it from its package, `Outer.Inner`
/// @param modelName the simple name of the class to generate, `Outer_InnerModel`
/// @param isPublic whether the record, and so the model, is visible outside its package
/// @param inputWidth numbers in a sample
/// @param rows in declared order, at least one
/// @param losses the terms whose sum training minimises, all for one kind of target; empty for a network that only
///     predicts
/// @param targetWidth numbers in a row of targets, where the loss takes some
/// @param inputNoise the standard deviation of what training adds to samples; 0 for nothing
/// @param companions qualified names of the classes that keep formulas of its functions
public record NetworkModel(
    String packageName,
    String recordName,
    String modelName,
    boolean isPublic,
    int inputWidth,
    List<Row> rows,
    List<LossChoice> losses,
    int targetWidth,
    double inputNoise,
    List<String> companions,
    Origin origin) {
  /// Copies the lists.
  public NetworkModel {
    rows = List.copyOf(rows);
    losses = List.copyOf(losses);
    companions = List.copyOf(companions);
  }

  /// What outputs are compared with.
  public TargetKind targetKind() {
    return losses.isEmpty() ? TargetKind.NONE : targetKind(losses);
  }

  /// What outputs are compared with by the first loss that compares them; targets if none does.
  public static TargetKind targetKind(List<LossChoice> losses) {
    return losses.stream().map(LossChoice::targetKind).filter(kind -> kind != TargetKind.NONE).findFirst()
        .orElse(TargetKind.TARGETS);
  }

  /// What `predict` applies: the link of the losses that have one.
  public Link link() {
    return losses.stream().map(LossChoice::link).filter(link -> link != Link.IDENTITY).findFirst()
        .orElse(Link.IDENTITY);
  }

  /// Whether a row of targets has another width than the outputs.
  public boolean hasOwnTargetWidth() {
    return targetKind() == TargetKind.TARGETS && targetWidth != outputWidth();
  }

  /// The names of the losses, joined by plus signs.
  public String lossNames() {
    return losses.stream().map(LossChoice::name).collect(Collectors.joining(" + "));
  }

  /// The width that leaves the last row.
  public int outputWidth() {
    int width = inputWidth;
    for (Row row : rows) {
      width = row.outputWidth(width);
    }
    return width;
  }

  /// The penalties there are, by the name of the weights; none on frozen ones.
  public Map<String, Penalty> penalties() {
    Map<String, Penalty> penalties = new LinkedHashMap<>();
    for (Row row : rows) {
      for (LayerKind layer : row.layers()) {
        if (!row.isFrozen() && layer instanceof DenseLayer dense && !dense.penalty().isNone()) {
          penalties.put(row.name() + ".weight", dense.penalty());
        }
      }
    }
    return penalties;
  }
}
