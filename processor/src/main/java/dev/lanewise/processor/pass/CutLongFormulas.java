package dev.lanewise.processor.pass;

import static dev.lanewise.formula.Formulas.variable;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PartNames;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.Cost;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Cuts a formula that is too long for one loop into several, so that HotSpot compiles each loop well.
///
/// What is used more than once becomes a value of its own, and so does what is long enough; [Fuse] then puts as many
/// values into a loop as fit. Nothing is computed twice. Before and after:
///
/// ```
/// y = map f(g(x), g(x)) where x = x     p = map g(x) where x = x
///                                       y = map f(p, p) where p = p
/// ```
final class CutLongFormulas {
  /// Room in a loop. Loops of four times as much were compiled without boxing vectors, of eight times not always.
  static final int LOOP = 400;
  private static final int PIECE = LOOP / 4;

  private final Value value;
  private final Op.Map map;
  private final GraphBuilder graph;
  private final Map<String, Value> arguments = new LinkedHashMap<>();
  private final Map<Expr, Expr> rewritten = new IdentityHashMap<>();
  private final Map<Expr, Integer> room = new IdentityHashMap<>();

  private CutLongFormulas(Value value, Op.Map map, GraphBuilder graph) {
    this.value = value;
    this.map = map;
    this.graph = graph;
    for (int i = 0; i < map.inputs().size(); i++) {
      arguments.put(map.arguments().get(i), map.inputs().get(i));
    }
  }

  /// Cuts every long formula of whole rows.
  static Graph run(Graph graph) {
    return Rewriter.rewrite(graph, (value, op, builder) ->
        op instanceof Op.Map map && value.shape().isRows() && Cost.room(map.formula()) > LOOP
            ? new CutLongFormulas(value, map, builder).cut()
            : Rewriter.same(value, op, builder));
  }

  private Value cut() {
    List<Expr> parts = Parts.of(map.formula());
    Map<Expr, Integer> uses = new IdentityHashMap<>();
    parts.forEach(part -> Operands.of(part).forEach(operand -> uses.merge(operand, 1, Integer::sum)));
    for (Expr part : parts.subList(0, parts.size() - 1)) {
      Expr formula = Operands.map(part, rewritten::get);
      int size = Cost.ownRoom(part) + Operands.of(part).stream().mapToInt(room::get).sum();
      boolean isPiece = (uses.get(part) > 1 || size > PIECE) && canBeValue(part, formula);
      rewritten.put(part, isPiece ? piece(part, formula) : formula);
      room.put(part, isPiece ? 0 : size);
    }
    Op.Map last = map(Operands.map(parts.getLast(), rewritten::get));
    return graph.value(value.name(), last, value.origin());
  }

  /// Whether a part is a number for each element of the rows.
  private boolean canBeValue(Expr part, Expr formula) {
    boolean isNumber = !(part instanceof Expr.Compare || part instanceof Expr.Logic || part instanceof Expr.Not);
    return isNumber
        && !Operands.of(part).isEmpty()
        && FreeVariables.of(formula).stream().anyMatch(name -> arguments.get(name).shape().equals(value.shape()));
  }

  private Expr piece(Expr part, Expr formula) {
    String name = map.names().of(part)
        .map(given -> value.name() + Character.toUpperCase(given.charAt(0)) + given.substring(1))
        .orElse(value.name() + "Part");
    Value piece = graph.another(name, map(formula), value.origin());
    String argument = piece.name();
    while (arguments.containsKey(argument)) {
      argument = argument + "Value";
    }
    arguments.put(argument, piece);
    return variable(argument);
  }

  private Op.Map map(Expr formula) {
    List<String> names = new ArrayList<>(FreeVariables.of(formula));
    return new Op.Map(formula, names, names.stream().map(arguments::get).toList(), PartNames.NONE);
  }
}
