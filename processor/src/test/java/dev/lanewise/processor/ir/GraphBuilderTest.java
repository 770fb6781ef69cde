package dev.lanewise.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.processor.diagnostic.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GraphBuilderTest {
  private static final Origin NOWHERE = () -> "a test";

  private final GraphBuilder graph = new GraphBuilder();
  private final Value rows = leaf("rows", Shape.rows(4));
  private final Value weight = leaf("weight", Shape.matrix(3, 4));
  private final Value bias = leaf("bias", Shape.vector(3));
  private final Value perSample = leaf("perSample", Shape.PER_SAMPLE);

  @Test
  void givesEachOperationItsShape() {
    assertEquals(Shape.rows(3), shape(new Op.Contract(Contraction.FORWARD, rows, weight)));
    assertEquals(Shape.rows(4), shape(new Op.Contract(Contraction.INPUT_GRADIENT, leaf("d", Shape.rows(3)), weight)));
    assertEquals(Shape.matrix(3, 4),
        shape(new Op.Contract(Contraction.WEIGHT_GRADIENT, leaf("e", Shape.rows(3)), rows)));
    assertEquals(Shape.PER_SAMPLE, shape(new Op.Reduce(Expr.ReduceOp.MAX, Op.Axis.COLUMNS, rows)));
    assertEquals(Shape.vector(4), shape(new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.BATCH, rows)));
    assertEquals(Shape.SCALAR, shape(new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.BATCH, perSample)));
    assertEquals(Shape.rows(4), shape(new Op.Softmax(rows)));
    assertEquals(Shape.PER_SAMPLE, shape(new Op.Gather(rows, perSample)));
    assertEquals(Shape.rows(9), shape(new Op.Scatter(perSample, perSample, 9)));
    assertEquals(Shape.rows(3), shape(new Op.Broadcast(bias, Shape.rows(3))));
    assertEquals(Shape.rows(4), shape(map("a * b", rows, perSample)));
    assertEquals(Shape.rows(4), shape(map("a * b", perSample, rows)));
    assertEquals(Shape.SCALAR, shape(new Op.Map(FormulaParser.parse("1"), List.of(), List.of())));
  }

  @Test
  void refusesOperandsThatDoNotFit() {
    refused("bi,oi->bo does not fit [batch, 4] and [3]", () -> shape(new Op.Contract(Contraction.FORWARD, rows, bias)));
    refused("bo,oi->bi does not fit [batch, 4] and [3, 4]",
        () -> shape(new Op.Contract(Contraction.INPUT_GRADIENT, rows, weight)));
    refused("bo,bi->oi does not fit [3, 4] and [batch, 4]",
        () -> shape(new Op.Contract(Contraction.WEIGHT_GRADIENT, weight, rows)));
    refused("bias[3] cannot be repeated to [batch, 4]", () -> shape(map("a + b", rows, bias)));
    refused("weight[3, 4] cannot be repeated to [batch]", () -> shape(map("a + b", perSample, weight)));
    refused("nothing to reduce over in bias[3]",
        () -> shape(new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.BATCH, bias)));
    refused("perSample[batch] must have a row for each sample",
        () -> shape(new Op.Reduce(Expr.ReduceOp.SUM, Op.Axis.COLUMNS, perSample)));
    refused("weight[3, 4] must have a row for each sample", () -> shape(new Op.Softmax(weight)));
    refused("perSample[batch] must have a row for each sample", () -> shape(new Op.Gather(perSample, perSample)));
    refused("bias[3] cannot be repeated to [batch, 4]", () -> shape(new Op.Broadcast(bias, Shape.rows(4))));
    refused("[a] cannot stand for 2 inputs",
        () -> new Op.Map(FormulaParser.parse("a"), List.of("a"), List.of(rows, rows)));
    refused("a leaf brings its own shape: INPUT", () -> shape(rows.op()));
  }

  @Test
  void refusesShapesThatDoNotExist() {
    refused("no shape has axes [0]", () -> Shape.vector(0));
    refused("no shape has axes [3, -1]", () -> Shape.matrix(3, Shape.BATCH));
    refused("no shape has axes [-2]", () -> Shape.vector(-2));
  }

  @Test
  void numbersNamesThatAreTaken() {
    assertEquals("rows2", leaf("rows", Shape.SCALAR).name());
    assertEquals("rows3", leaf("rows", Shape.SCALAR).name());
    assertEquals("rows22", leaf("rows2", Shape.SCALAR).name());
  }

  @Test
  void sharesEqualOperationsButNotEqualLeaves() {
    assertSame(graph.value("a", new Op.Softmax(rows), NOWHERE), graph.value("b", new Op.Softmax(rows), NOWHERE));
    assertNotSame(leaf("x", Shape.SCALAR), leaf("x", Shape.SCALAR));
  }

  @Test
  void sharesWhatWasAdopted() {
    Value softmax = graph.value("a", new Op.Softmax(rows), NOWHERE);
    GraphBuilder other = new GraphBuilder();
    other.adopt(rows);
    other.adopt(softmax);
    assertSame(softmax, other.value("b", new Op.Softmax(rows), NOWHERE));
    assertEquals("rows2", other.leaf("rows", Op.LeafKind.INPUT, Shape.SCALAR, NOWHERE).name());
  }

  @Test
  void aShapeIsRepeatedAlongTheAxesItLacks() {
    assertTrue(Shape.SCALAR.broadcastsTo(Shape.matrix(3, 4)));
    assertTrue(Shape.PER_SAMPLE.broadcastsTo(Shape.rows(4)));
    assertTrue(Shape.vector(4).broadcastsTo(Shape.rows(4)));
    assertFalse(Shape.vector(4).broadcastsTo(Shape.rows(5)));
    assertFalse(Shape.vector(4).broadcastsTo(Shape.matrix(3, 4)));
    assertFalse(Shape.PER_SAMPLE.broadcastsTo(Shape.vector(4)));
    assertFalse(Shape.rows(4).broadcastsTo(Shape.PER_SAMPLE));
  }

  private Value leaf(String name, Shape shape) {
    return graph.leaf(name, Op.LeafKind.INPUT, shape, NOWHERE);
  }

  private static Op.Map map(String formula, Value a, Value b) {
    return new Op.Map(FormulaParser.parse(formula), List.of("a", "b"), List.of(a, b));
  }

  private static Shape shape(Op op) {
    return GraphBuilder.shape(op);
  }

  private static void refused(String message, Executable build) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, build).getMessage());
  }
}
