package dev.lanewise.processor.emit;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Formulas;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What several formulas of numbers for one sample have in common: it is computed once, into a local variable.
///
/// Formulas are compared as [Op.Map#byValues] writes them.
final class SharedNumbers {
  private final Set<Expr> common = new HashSet<>();
  private final Map<Expr, Term> declared = new HashMap<>();

  private SharedNumbers() {}

  /// For a formula that is spelled by itself.
  static SharedNumbers none() {
    return new SharedNumbers();
  }

  /// For the maps among some values, which are computed in one scope.
  static SharedNumbers among(Collection<Value> values) {
    SharedNumbers numbers = new SharedNumbers();
    Set<Expr> seen = new HashSet<>();
    for (Value value : values) {
      if (value.op() instanceof Op.Map map && !value.shape().isRows()) {
        for (Expr part : Parts.of(map.byValues().formula())) {
          if (!Operands.of(part).isEmpty() && !seen.add(part)) {
            numbers.common.add(part);
          }
        }
      }
    }
    return numbers;
  }

  boolean isCommon(Expr part) {
    return common.contains(part);
  }

  Optional<Term> declared(Expr part) {
    return Optional.ofNullable(declared.get(part));
  }

  void declare(Expr part, Term term) {
    if (common.contains(part)) {
      declared.put(part, term);
    }
  }
}
