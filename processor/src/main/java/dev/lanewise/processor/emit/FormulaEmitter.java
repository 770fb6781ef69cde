package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PartNames;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.Bound;
import dev.lanewise.processor.scalar.OperationNames;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Spells a formula as Java: the one place where an expression becomes code, for vectors and for single numbers.
///
/// What depends on a vector is a vector; all else stays a number, so the same walk gives both spellings. A part that
/// occurs more than once, or that would make a line long, gets a local variable, named after what it is. A part that
/// the author of the formula named keeps that name.
final class FormulaEmitter {
  /// Operations in one expression: more read better as two statements.
  private static final int LONG = 2;

  private final Map<String, Term> variables;
  private final LocalNames names;
  private final CodeBlock.Builder statements;
  private final Map<Expr, Term> done = new IdentityHashMap<>();
  private final Map<Expr, Integer> inlined = new IdentityHashMap<>();
  private final List<Expr> parts;
  private final Set<Expr> shared;
  private final PartNames authorNames;
  private final SharedNumbers across;

  private FormulaEmitter(
      Expr formula,
      PartNames authorNames,
      Map<String, Term> variables,
      LocalNames names,
      CodeBlock.Builder statements,
      SharedNumbers across) {
    this.across = across;
    this.variables = variables;
    this.names = names;
    this.statements = statements;
    this.authorNames = authorNames;
    this.parts = Parts.of(formula);
    this.shared = shared();
  }

  /// Spells the formula of a map, whose author's names for its parts become names of local variables.
  ///
  /// @param variables what stands for each argument
  /// @param names gives names to shared and to named parts
  /// @param statements takes the declarations of these parts
  /// @return the value
  static Term emit(
      Op.Map map, Map<String, Term> variables, LocalNames names, CodeBlock.Builder statements) {
    return new FormulaEmitter(map.formula(), map.names(), variables, names, statements, SharedNumbers.none()).value();
  }

  /// Spells one of several formulas that are computed one after the other and have parts in common.
  ///
  /// @param across the parts that have local variables already, which are used, and those to come
  static Term emit(
      Op.Map map,
      Map<String, Term> variables,
      LocalNames names,
      CodeBlock.Builder statements,
      SharedNumbers across) {
    return new FormulaEmitter(map.formula(), map.names(), variables, names, statements, across).value();
  }

  /// Spells a formula of which no part has a name.
  ///
  /// @param variables what stands for each variable
  /// @param names gives names to shared parts
  /// @param statements takes the declarations of shared parts
  /// @return the value
  static Term emit(
      Expr formula,
      Map<String, Term> variables,
      LocalNames names,
      CodeBlock.Builder statements) {
    return new FormulaEmitter(formula, PartNames.NONE, variables, names, statements, SharedNumbers.none()).value();
  }

  /// What stands for each argument of a map.
  ///
  /// @param terms what stands for an input
  static Map<String, Term> variables(Op.Map map, Function<Value, Term> terms) {
    Map<String, Term> variables = new HashMap<>();
    for (int i = 0; i < map.inputs().size(); i++) {
      variables.put(map.arguments().get(i), terms.apply(map.inputs().get(i)));
    }
    return variables;
  }

  private Term value() {
    Expr formula = spellParts();
    return needsName(formula, true) ? term(formula) : spell(formula);
  }

  /// Declares a local variable with the value of a map.
  ///
  /// @param name the local variable, allocated already
  static void declare(
      Form form, String name, Op.Map map, Map<String, Term> variables, LocalNames names, CodeBlock.Builder statements) {
    FormulaEmitter emitter =
        new FormulaEmitter(map.formula(), map.names(), variables, names, statements, SharedNumbers.none());
    Term term = emitter.spell(emitter.spellParts());
    statements.addStatement("$T $N =$W$L", form.type(), name, form.spelled(term));
  }

  /// Spells operands before what uses them, so that the recursion stays shallow however deep the formula is.
  ///
  /// @return the formula, made of the parts that are spelled
  private Expr spellParts() {
    parts.subList(0, parts.size() - 1).forEach(this::term);
    return parts.getLast();
  }

  private Set<Expr> shared() {
    Set<Expr> used = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Expr> shared = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Expr part : parts) {
      for (Expr operand : Operands.of(part)) {
        if (!isLeaf(operand) && !used.add(operand)) {
          shared.add(operand);
        }
      }
    }
    return shared;
  }

  private static boolean isLeaf(Expr expr) {
    return expr instanceof Expr.Variable || expr instanceof Expr.Constant;
  }

  private Term term(Expr expr) {
    Term known = done.get(expr);
    if (known != null) {
      return known;
    }
    Optional<Term> declared = across.declared(expr);
    if (declared.isPresent()) {
      done.put(expr, declared.get());
      return declared.get();
    }
    Term term = spell(expr);
    int size = isLeaf(expr) ? 0 : expr instanceof Expr.Where ? 2 : 1;
    for (Expr operand : Operands.of(expr)) {
      size += inlined.getOrDefault(operand, 0);
    }
    boolean isNamed = authorNames.of(expr).isPresent();
    boolean isShared = shared.contains(expr) || across.isCommon(expr);
    if (isShared || isNamed || size > LONG || needsName(expr, term.isVector())) {
      term = declare(expr, term);
      across.declare(expr, term);
      size = 0;
    }
    inlined.put(expr, size);
    done.put(expr, term);
    return term;
  }

  /// A call through a handle may only be assigned: its type is part of what is called.
  private boolean needsName(Expr expr, boolean isVector) {
    return isVector && Functions.isFunction(expr);
  }

  private Term declare(Expr expr, Term term) {
    String name = names.allocate(authorNames.of(expr).map(Names::local).orElseGet(() -> nameOf(expr)));
    boolean isCondition = expr instanceof Expr.Compare || expr instanceof Expr.Logic || expr instanceof Expr.Not;
    if (!term.isVector()) {
      statements.addStatement("$L $N = $L", isCondition ? "boolean" : "float", name, term.code());
      return Term.number(name);
    }
    if (isCondition) {
      statements.addStatement("$T<Float> $N =$W$L", JavaTypes.VECTOR_MASK, name, term.code());
    } else {
      statements.addStatement("$T $N =$W$L", JavaTypes.FLOAT_VECTOR, name, term.code());
    }
    return Term.vector(name);
  }

  private Term spell(Expr expr) {
    return switch (expr) {
      case Expr.Variable(String name) -> variables.get(name);
      case Expr.Constant(double value) -> ScalarSpelling.constant(value);
      case Expr.Unary(Expr.UnaryOp op, Expr x) -> {
        Term term = operand(expr, x);
        yield term.isVector() ? VectorSpelling.unary(op, term) : ScalarSpelling.unary(op, term);
      }
      case Expr.Binary binary -> binary(binary);
      case Expr.Where(Expr condition, Expr then, Expr otherwise) -> where(term(condition), term(then), term(otherwise));
      case Expr.Compare(Expr.CompareOp op, Expr a, Expr b) -> {
        Term left = term(a);
        Term right = term(b);
        yield left.isVector() || right.isVector()
            ? VectorSpelling.compare(op, left, right)
            : ScalarSpelling.compare(op, left, right);
      }
      case Expr.Logic(Expr.LogicOp op, Expr a, Expr b) -> {
        Term left = term(a);
        Term right = term(b);
        yield left.isVector() || right.isVector()
            ? VectorSpelling.logic(op, left, right)
            : ScalarSpelling.logic(op, left, right);
      }
      case Expr.Not(Expr condition) -> {
        Term term = term(condition);
        yield term.isVector() ? VectorSpelling.not(term) : ScalarSpelling.not(term);
      }
      case Expr.Reduce _, Expr.Element _ ->
        throw new IllegalArgumentException("lowering leaves no " + expr + " in a formula of single elements");
    };
  }

  private Term binary(Expr.Binary binary) {
    Term left = operand(binary, binary.a());
    Term right = operand(binary, binary.b());
    if (!left.isVector() && !right.isVector()) {
      return ScalarSpelling.binary(binary.op(), left, right);
    }
    return Bound.of(binary)
        .map(bound -> VectorSpelling.bound(binary.op(), local(bound.x()), term(bound.constant())))
        .orElseGet(() -> VectorSpelling.binary(binary.op(), left, right));
  }

  /// An operand of an operation; a long argument of a vector function gets a name.
  private Term operand(Expr operation, Expr x) {
    Term term = term(x);
    boolean isLongArgument =
        term.isVector() && Functions.isFunction(operation) && inlined.getOrDefault(x, 0) > 1;
    return isLongArgument ? declare(x, term) : term;
  }

  /// An operand that is named twice.
  private Term local(Expr x) {
    return inlined.getOrDefault(x, 0) > 0 ? declare(x, term(x)) : term(x);
  }

  private static Term where(Term condition, Term then, Term otherwise) {
    return condition.isVector() || then.isVector() || otherwise.isVector()
        ? VectorSpelling.where(condition, then, otherwise)
        : ScalarSpelling.where(condition, then, otherwise);
  }

  /// What an expression is, in a word. Accumulators of loops are called `sum`.
  private static String nameOf(Expr expr) {
    return switch (expr) {
      case Expr.Binary(Expr.BinaryOp op, Expr _, Expr _) when op == Expr.BinaryOp.ADD -> "total";
      default -> OperationNames.of(expr);
    };
  }
}
