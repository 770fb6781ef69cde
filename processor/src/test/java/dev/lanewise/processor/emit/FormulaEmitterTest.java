package dev.lanewise.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Expr.BinaryOp;
import dev.lanewise.formula.Expr.CompareOp;
import dev.lanewise.formula.Expr.LogicOp;
import dev.lanewise.formula.Expr.UnaryOp;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.Formulas;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.PartNames;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.pass.SmallNetwork;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Both spellings of every operation, from one table.
class FormulaEmitterTest {
  private static final Pattern DECLARATION = Pattern.compile("^\\S+ (\\w+) =\\s+(.*?);\n");

  private static final Value SAMPLES =
      new Value("samples", Shape.rows(3), new Op.Leaf(Op.LeafKind.INPUT), SmallNetwork.NOWHERE);

  /// An operation on `x` and `y`, how it is spelled for vectors, and how for numbers.
  private record Spelling(Expr expr, String vector, String scalar) {
    static Spelling of(String formula, String vector, String scalar) {
      return new Spelling(FormulaParser.parse(formula), vector, scalar);
    }
  }

  private static Stream<Spelling> spellings() {
    return Stream.of(
        Spelling.of("-x", "x.neg()", "-x"),
        Spelling.of("abs(x)", "x.abs()", "Math.abs(x)"),
        Spelling.of("sign(x)", "(FloatVector) VectorFunctions.SIGN.invokeExact(x)", "Math.signum(x)"),
        Spelling.of("sqrt(x)", "x.sqrt()", "(float) Math.sqrt(x)"),
        Spelling.of("exp(x)", "(FloatVector) VectorFunctions.EXP.invokeExact(x)", "ScalarMath.exp(x)"),
        Spelling.of("expm1(x)", "(FloatVector) VectorFunctions.EXPM1.invokeExact(x)", "ScalarMath.expm1(x)"),
        Spelling.of("log(x)", "(FloatVector) VectorFunctions.LOG.invokeExact(x)", "ScalarMath.log(x)"),
        Spelling.of("log1p(x)", "(FloatVector) VectorFunctions.LOG1P.invokeExact(x)", "ScalarMath.log1p(x)"),
        Spelling.of("tanh(x)", "(FloatVector) VectorFunctions.TANH.invokeExact(x)", "ScalarMath.tanh(x)"),
        Spelling.of("sigmoid(x)", "(FloatVector) VectorFunctions.SIGMOID.invokeExact(x)", "ScalarMath.sigmoid(x)"),
        Spelling.of("softplus(x)", "(FloatVector) VectorFunctions.SOFTPLUS.invokeExact(x)", "ScalarMath.softplus(x)"),
        Spelling.of("erf(x)", "(FloatVector) VectorFunctions.ERF.invokeExact(x)", "ScalarMath.erf(x)"),
        Spelling.of("floor(x)", "(FloatVector) VectorFunctions.FLOOR.invokeExact(x)", "ScalarMath.floor(x)"),
        Spelling.of("rint(x)", "(FloatVector) VectorFunctions.RINT.invokeExact(x)", "ScalarMath.rint(x)"),
        Spelling.of("sin(x)", "(FloatVector) VectorFunctions.SIN.invokeExact(x)", "ScalarMath.sin(x)"),
        Spelling.of("cos(x)", "(FloatVector) VectorFunctions.COS.invokeExact(x)", "ScalarMath.cos(x)"),
        Spelling.of("atan(x)", "(FloatVector) VectorFunctions.ATAN.invokeExact(x)", "ScalarMath.atan(x)"),
        Spelling.of("pow(x, y)", "(FloatVector) VectorFunctions.POW.invokeExact(x, y)", "ScalarMath.pow(x, y)"),
        Spelling.of("x + y", "x.add(y)", "x + y"),
        Spelling.of("x - y", "x.sub(y)", "x - y"),
        Spelling.of("x * y", "x.mul(y)", "x * y"),
        Spelling.of("x / y", "x.div(y)", "x / y"),
        Spelling.of("min(x, y)", "x.min(y)", "Math.min(x, y)"),
        Spelling.of("max(x, y)", "x.max(y)", "Math.max(x, y)"),
        Spelling.of("where(x < y, x, y)", "y.blend(x, x.compare(VectorOperators.LT, y))", "x < y ? x : y"),
        Spelling.of("where(x <= y, x, y)", "y.blend(x, x.compare(VectorOperators.LE, y))", "x <= y ? x : y"),
        Spelling.of("where(x > y, x, y)", "y.blend(x, x.compare(VectorOperators.GT, y))", "x > y ? x : y"),
        Spelling.of("where(x >= y, x, y)", "y.blend(x, x.compare(VectorOperators.GE, y))", "x >= y ? x : y"),
        Spelling.of("where(x == y, x, y)", "y.blend(x, x.compare(VectorOperators.EQ, y))", "x == y ? x : y"),
        Spelling.of("where(x != y, x, y)", "y.blend(x, x.compare(VectorOperators.NE, y))", "x != y ? x : y"),
        new Spelling(
            choice(new Expr.Logic(LogicOp.AND, comparison(CompareOp.LT), comparison(CompareOp.NE))),
            "y.blend(x, x.compare(VectorOperators.LT, y).and(x.compare(VectorOperators.NE, y)))",
            "x < y && x != y ? x : y"),
        new Spelling(
            choice(new Expr.Logic(LogicOp.OR, comparison(CompareOp.LT), comparison(CompareOp.NE))),
            "y.blend(x, x.compare(VectorOperators.LT, y).or(x.compare(VectorOperators.NE, y)))",
            "x < y || x != y ? x : y"),
        new Spelling(
            choice(new Expr.Not(comparison(CompareOp.LT))),
            "y.blend(x, x.compare(VectorOperators.LT, y).not())",
            "!(x < y) ? x : y"),
        // numbers among vectors
        Spelling.of("2 * x", "x.mul(2f)", "2f * x"),
        Spelling.of("2 - x", "FloatVector.broadcast(SPECIES, 2f).sub(x)", "2f - x"),
        Spelling.of("pow(x, 1.5)",
            "(FloatVector) VectorFunctions.POW.invokeExact(x, FloatVector.broadcast(SPECIES, 1.5f))",
            "ScalarMath.pow(x, 1.5f)"),
        Spelling.of("1 / x", "FloatVector.broadcast(SPECIES, 1f).div(x)", "1f / x"),
        Spelling.of("where(x > 0, 1, 0)",
            "FloatVector.zero(SPECIES).blend(1f, x.compare(VectorOperators.GT, 0f))", "x > 0f ? 1f : 0f"),
        // parentheses where they are needed, and only there
        Spelling.of("x - (y - x)", "x.sub(y.sub(x))", "x - (y - x)"),
        Spelling.of("x - y - x", "x.sub(y).sub(x)", "x - y - x"),
        Spelling.of("(x + y) * x", "x.add(y).mul(x)", "(x + y) * x"),
        Spelling.of("-(x + y)", "x.add(y).neg()", "-(x + y)"),
        Spelling.of("x / (y * x)", "x.div(y.mul(x))", "x / (y * x)"));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void spellsAnOperationForVectorsAndForNumbers(Spelling spelling) {
    assertEquals(spelling.vector(), text(spelling.expr(), true));
    assertEquals(spelling.scalar(), text(spelling.expr(), false));
  }

  @Test
  void theTableHasEveryOperation() {
    Set<Enum<?>> seen = new HashSet<>();
    spellings().forEach(spelling -> collect(spelling.expr(), seen));
    Set<Enum<?>> all = new HashSet<>(EnumSet.allOf(UnaryOp.class));
    all.addAll(EnumSet.allOf(BinaryOp.class));
    all.addAll(EnumSet.allOf(CompareOp.class));
    all.addAll(EnumSet.allOf(LogicOp.class));
    assertEquals(all, seen);
  }

  @Test
  void computesWhatOccursTwiceOnce() {
    Expr expr = FormulaParser.parse("exp(x) * (1 - exp(x))");
    assertEquals("""
        FloatVector exponential = (FloatVector) VectorFunctions.EXP.invokeExact(x);
        exponential.mul(FloatVector.broadcast(SPECIES, 1f).sub(exponential))""", withStatements(expr, true));
    assertEquals("""
        float exponential = ScalarMath.exp(x);
        exponential * (1f - exponential)""", withStatements(expr, false));
  }

  @Test
  void namesSharedPartsApart() {
    String text = withStatements(FormulaParser.parse("exp(x) * exp(x) + exp(y) * exp(y)"), true);
    assertTrue(text.contains("FloatVector exponential = (FloatVector) VectorFunctions.EXP.invokeExact(x);"), text);
    assertTrue(text.contains("FloatVector exponential2 = (FloatVector) VectorFunctions.EXP.invokeExact(y);"), text);
  }

  @Test
  void aPartKeepsTheNameOfItsAuthorEvenIfItOccursOnce() {
    assertEquals("""
        FloatVector soft = (FloatVector) VectorFunctions.SOFTPLUS.invokeExact(x);
        FloatVector tanh = (FloatVector) VectorFunctions.TANH.invokeExact(soft);
        x.mul(tanh)""", named("soft = softplus(x); x * tanh(soft)"));
  }

  @ParameterizedTest
  @CsvSource({"y, y2", "int, int2", "_, _2", "LANES, lanes", "LOW_END, low_end", "FloatVector, floatVector"})
  void aNameOfAnAuthorHidesNothing(String name, String local) {
    assertEquals("FloatVector " + local + " = x.add(1f);\n" + local + ".mul(" + local + ")",
        named(name + " = x + 1; " + name + " * " + name));
  }

  @Test
  void whatDependsOnNoVectorStaysANumber() {
    Term term = FormulaEmitter.emit(FormulaParser.parse("exp(y) * x"),
        Map.of("x", Term.vector("x"), "y", Term.number("y")), new LocalNames("x", "y"), CodeBlock.builder());
    assertEquals("x.mul(ScalarMath.exp(y))", shortNames(term.code()));
  }

  @Test
  void refusesWhatLoweringShouldHaveTakenOut() {
    Expr sum = new Expr.Reduce(Expr.ReduceOp.SUM, Formulas.variable("x"));
    assertThrows(IllegalArgumentException.class, () -> text(sum, true));
  }

  private static String named(String formula) {
    NamedFormula named = FormulaParser.parseNamed(formula);
    Op.Map map = new Op.Map(named.value(), List.of("x"), List.of(SAMPLES), PartNames.ofStatements(named.statements()));
    CodeBlock.Builder statements = CodeBlock.builder();
    Term value = FormulaEmitter.emit(map, Map.of("x", Term.vector("x")), new LocalNames("x", "y"), statements);
    return (shortNames(statements.build()) + shortNames(value.code())).replace(" =\n    ", " = ");
  }

  private static Expr comparison(CompareOp op) {
    return new Expr.Compare(op, Formulas.variable("x"), Formulas.variable("y"));
  }

  private static Expr choice(Expr condition) {
    return Formulas.where(condition, Formulas.variable("x"), Formulas.variable("y"));
  }

  private static void collect(Expr expr, Set<Enum<?>> seen) {
    switch (expr) {
      case Expr.Unary(UnaryOp op, Expr _) -> seen.add(op);
      case Expr.Binary(BinaryOp op, Expr _, Expr _) -> seen.add(op);
      case Expr.Compare(CompareOp op, Expr _, Expr _) -> seen.add(op);
      case Expr.Logic(LogicOp op, Expr _, Expr _) -> seen.add(op);
      default -> { }
    }
    dev.lanewise.formula.Operands.of(expr).forEach(operand -> collect(operand, seen));
  }

  /// The spelling as one expression, even where a long part has a name.
  private static String text(Expr expr, boolean isVector) {
    String text = withStatements(expr, isVector);
    Matcher declared = DECLARATION.matcher(text);
    while (declared.find()) {
      text = text.substring(declared.end()).replace(declared.group(1), declared.group(2));
      declared = DECLARATION.matcher(text);
    }
    return text;
  }

  private static String withStatements(Expr expr, boolean isVector) {
    Map<String, Term> variables = isVector
        ? Map.of("x", Term.vector("x"), "y", Term.vector("y"))
        : Map.of("x", Term.number("x"), "y", Term.number("y"));
    CodeBlock.Builder statements = CodeBlock.builder();
    Term term = FormulaEmitter.emit(expr, variables, new LocalNames("x", "y"), statements);
    assertEquals(isVector, term.isVector());
    String text = shortNames(statements.build()) + shortNames(term.code());
    return text.replace(" =\n    ", " = ").replaceAll(",\\n\\s*", ", ");
  }

  /// The text as it stands in a file that imports what it uses.
  private static String shortNames(CodeBlock code) {
    // The end of a line makes the writer give out what it still held back to wrap.
    String text = CodeBlock.of("$L\n", code).toString();
    return text.substring(0, text.length() - 1).replaceAll("\\b[a-z]+\\.[a-z.]+\\.([A-Z])", "$1");
  }
}
