package dev.lanewise.processor.read;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.LearntParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of the parameters of one row: what an activation learns keeps its name if it is the first to have it, else
/// gets a number.
final class LearntNames {
  private final Set<String> taken = new HashSet<>(Set.of("weight", "bias", ActivationLayer.ARGUMENT));

  /// Gives each parameter of an activation its name in the row.
  List<LearntParameter> inRow(List<LearntParameter> learnt) {
    List<LearntParameter> named = new ArrayList<>();
    for (LearntParameter parameter : learnt) {
      String name = parameter.name();
      for (int i = 2; !taken.add(name); i++) {
        name = parameter.name() + i;
      }
      named.add(new LearntParameter(name, parameter.initial(), parameter.per()));
    }
    return named;
  }

  /// What a formula's own names are replaced by, so that it is one in `x` and the names that the row knows.
  ///
  /// @param argument what the formula calls its argument
  static Substitution renaming(String argument, List<LearntParameter> learnt, List<LearntParameter> named) {
    Map<String, Expr> names = new HashMap<>(Map.of(argument, new Expr.Variable(ActivationLayer.ARGUMENT)));
    for (int i = 0; i < learnt.size(); i++) {
      names.put(learnt.get(i).name(), new Expr.Variable(named.get(i).name()));
    }
    return Substitution.ofVariables(names);
  }
}
