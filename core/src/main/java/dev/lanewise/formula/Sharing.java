package dev.lanewise.formula;

import dev.lanewise.formula.Expr.Constant;
import dev.lanewise.formula.Expr.Element;
import dev.lanewise.formula.Expr.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Makes equal expressions one object, so that whoever walks over them can tell them apart by identity.
///
/// **Source**: Ershov 1958, "On programming of arithmetic operations": a part is known by its operation and the numbers
/// of its operands. Takes time in proportion to the number of objects, however often each is used.
public final class Sharing {
  private final Map<Expr, Expr> shared = new IdentityHashMap<>();
  private final Map<Expr, Integer> numbers = new IdentityHashMap<>();
  private final Map<List<Object>, Expr> byOperation = new HashMap<>();

  /// The one object that stands for an expression and for all equal to it, made of such objects.
  public Expr share(Expr expr) {
    for (Expr part : Parts.objects(expr, shared::containsKey)) {
      if (!shared.containsKey(part)) {
        shareOne(part);
      }
    }
    return shared.get(expr);
  }

  private void shareOne(Expr part) {
    Expr ofShared = Operands.map(part, shared::get);
    Expr one = byOperation.computeIfAbsent(key(ofShared), key -> ofShared);
    numbers.putIfAbsent(one, numbers.size());
    shared.put(part, one);
    shared.put(ofShared, one);
    shared.put(one, one);
  }

  private List<Object> key(Expr expr) {
    if (expr instanceof Variable || expr instanceof Constant || expr instanceof Element) {
      return List.of(expr);
    }
    List<Object> key = new ArrayList<>(List.of(expr.getClass(), Structure.operation(expr)));
    Operands.of(expr).forEach(operand -> key.add(numbers.get(operand)));
    return key;
  }
}
