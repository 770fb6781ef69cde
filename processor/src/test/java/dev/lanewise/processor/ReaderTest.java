package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Link;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.DenseLayer;
import dev.lanewise.processor.layer.DropoutLayer;
import dev.lanewise.processor.layer.InitializerChoice;
import dev.lanewise.processor.layer.LayerKind;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.layer.Row;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderTest {
  @Test
  void readsTheTwoLayerNetwork() {
    NetworkModel network = read("""
        package book;
        IMPORTS
        @Network(input = 784, loss = SoftmaxCrossEntropy.class)
        public record TwoLayerNet(
            @Dense(50) @Sigmoid Layer hidden,
            @Dense(10) Layer logits) {}
        """);
    assertEquals("book", network.packageName());
    assertEquals("TwoLayerNet", network.recordName());
    assertEquals("TwoLayerNetModel", network.modelName());
    assertTrue(network.isPublic());
    assertEquals(784, network.inputWidth());
    assertEquals(10, network.outputWidth());
    assertEquals("""
        hidden = dense 50 from GlorotUniform, Sigmoid: sigmoid(x)
        logits = dense 10 from GlorotUniform""", rows(network));
  }

  @Test
  void keepsTheOrderOfRowsAndOfAnnotations() {
    NetworkModel network = read("""
        IMPORTS
        @Network(input = 2)
        record Net(
            @Dense(3) @Tanh @Relu @Sigmoid Layer zebra,
            @Dense(4) @Sigmoid @Tanh @Relu Layer middle,
            @Dense(5) @Relu @Sigmoid @Tanh Layer apple) {}
        """);
    assertEquals("""
        zebra = dense 3 from GlorotUniform, Tanh: tanh(x), Relu: max(x, 0), Sigmoid: sigmoid(x)
        middle = dense 4 from GlorotUniform, Sigmoid: sigmoid(x), Tanh: tanh(x), Relu: max(x, 0)
        apple = dense 5 from HeNormal, Relu: max(x, 0), Sigmoid: sigmoid(x), Tanh: tanh(x)""", rows(network));
  }

  @Test
  void replacesMembersOfAnActivationByTheirValues() {
    NetworkModel network = read("""
        IMPORTS
        @Network(input = 2)
        record Net(@Dense(3) @LeakyRelu Layer a, @Dense(3) @LeakyRelu(negativeSlope = 1 / 4.0) Layer b) {}
        """);
    assertEquals("""
        a = dense 3 from HeNormal, LeakyRelu: where(x > 0, x, 0.01 * x)
        b = dense 3 from HeNormal, LeakyRelu: where(x > 0, x, 0.25 * x)""", rows(network));
  }

  @Test
  void readsSizesThatAreConstantExpressions() {
    NetworkModel network = read("""
        IMPORTS
        @Network(input = Net.SIDE * Net.SIDE)
        record Net(@Dense(Net.WIDTH * 2) Layer a, @Dense(value = 1 << 3, bias = false) Layer b) {
          static final int SIDE = 28;
          static final int WIDTH = 25;
        }
        """);
    assertEquals(784, network.inputWidth());
    assertEquals("""
        a = dense 50 from GlorotUniform
        b = dense 8 without bias from GlorotUniform""", rows(network));
  }

  @Test
  void prefersTheInitializerOfTheRowToThatOfTheRecordToThatOfTheActivation() {
    NetworkModel network = read("""
        IMPORTS
        @Network(input = 2)
        @Init(std = 0.01)
        record Net(
            @Dense(3) @Relu Layer a,
            @Init(HeNormal.class) @Dense(3) Layer b,
            @Dense(3) @Init(std = 2) @Relu Layer c) {}
        """);
    assertEquals("""
        a = dense 3 from Normal(0.01), Relu: max(x, 0)
        b = dense 3 from HeNormal
        c = dense 3 from Normal(2.0), Relu: max(x, 0)""", rows(network));
  }

  @Test
  void readsTheLossThatTheRecordDeclares() {
    NetworkModel network = read("""
        IMPORTS
        @Network(input = 2)
        record Net(@Dense(3) Layer a) {
          @Loss(link = Link.SOFTMAX)
          static double focal(float[] outputs, int label) {
            double logProbability = outputs[label] - Rows.logSumExp(outputs);
            double rest = 1 - Math.exp(logProbability);
            return -rest * rest * logProbability;
          }
        }
        """);
    assertEquals("focal", network.lossNames());
    assertEquals(Link.SOFTMAX, network.link());
    assertEquals(List.of("logProbability", "rest"), List.copyOf(network.losses().getFirst().statements().keySet()));
  }

  @Test
  void readsActivationsAndInitializersOfTheUser() {
    NetworkModel network = read("""
        package own;
        IMPORTS
        @Network(input = 2)
        record Net(@Dense(3) @Scaled(by = 3) Layer a, @Dense(3) @Init(Net.Ones.class) Layer b) {
          static class Ones implements Initializer {
            public Ones() {}
            @Override public void fill(float[] weights, int inputs, int outputs, CounterRandom random) {}
          }
        }
        @Activation(initializer = HeNormal.class)
        @dev.lanewise.formula.Formula("shifted = x - at; by * shifted * shifted")
        @interface Scaled { int by(); float at() default 0.5f; String note() default ""; }
        """);
    assertEquals("""
        a = dense 3 from HeNormal, Scaled: 3 * (x - 0.5) * (x - 0.5)
        b = dense 3 from own.Net.Ones""", rows(network));
  }

  @Test
  void ignoresAnnotationsThatAreNotItsOwn() {
    NetworkModel network = read("""
        IMPORTS
        @Network(input = 2)
        record Net(@Deprecated @Dense(3) @Marker @Relu Layer a) {}
        @interface Marker {}
        """);
    assertEquals("a = dense 3 from HeNormal, Relu: max(x, 0)", rows(network));
  }

  @ParameterizedTest
  @CsvSource({
      "SoftmaxCrossEntropy, false, MEAN, SOFTMAX, LABELS",
      "SoftTargetCrossEntropy, false, MEAN, SOFTMAX, TARGETS",
      "BinaryCrossEntropyWithLogits, true, MEAN, SIGMOID, TARGETS",
      "MeanSquaredError, true, MEAN, IDENTITY, TARGETS",
      "SumOfSquares, true, SUM_OUTPUTS, IDENTITY, TARGETS",
      "MeanAbsoluteError, true, MEAN, IDENTITY, TARGETS",
      "Huber, true, MEAN, IDENTITY, TARGETS",
  })
  void readsEveryBuiltInLoss(
      String name, boolean isElementwise, Reduction reduction, Link link, TargetKind targetKind) {
    LossChoice loss = read("""
        IMPORTS
        @Network(input = 2, loss = %s.class)
        record Net(@Dense(3) Layer a) {}
        """.formatted(name)).losses().getFirst();
    assertEquals(name, loss.name());
    assertEquals(isElementwise, loss.isElementwise());
    assertEquals(reduction, loss.reduction());
    assertEquals(link, loss.link());
    assertEquals(targetKind, loss.targetKind());
  }

  @Test
  void readsANetworkWithoutLoss() {
    assertTrue(read("IMPORTS @Network(input = 1) record Net(@Dense(1) Layer a) {}").losses().isEmpty());
  }

  @Test
  void namesTheModelOfANestedRecordAfterBoth() {
    NetworkModel network = read("""
        package some.where;
        IMPORTS
        public class Outer {
          public interface Middle {
            @Network(input = 1) record Inner(@Dense(1) Layer a) {}
          }
        }
        """);
    assertEquals("Outer.Middle.Inner", network.recordName());
    assertEquals("Outer_Middle_InnerModel", network.modelName());
    assertTrue(network.isPublic());
  }

  @Test
  void aPublicRecordInAHiddenTypeIsHidden() {
    NetworkModel network = read("""
        IMPORTS
        class Outer {
          @Network(input = 1) public record Inner(@Dense(1) Layer a) {}
        }
        """);
    assertEquals("", network.packageName());
    assertEquals("Outer.Inner", network.recordName());
    assertFalse(network.isPublic());
  }

  @Test
  void readsTheSameFromAProtectedRecordAsFromAPackagePrivateOne() {
    NetworkModel network = read("""
        IMPORTS
        public class Outer {
          @Network(input = 1) protected record Inner(@Dense(1) Layer a) {}
        }
        """);
    assertFalse(network.isPublic());
  }

  @Test
  void readsWhatCountsInTrainingOnly() {
    NetworkModel network = read("""
        IMPORTS
        @InputNoise(0.1) @Network(input = 3)
        record Net(
            @Frozen @Dense(4) @Dropout(0.5) @Tanh Layer first,
            @Dense(2) @LearningRateScale(0.5) @Dropout(0) Layer second) {}
        """);
    assertEquals(0.1, network.inputNoise());
    assertEquals("""
        first = dense 4 from GlorotUniform, dropout of 0.5, Tanh: tanh(x), learning rate times 0.0
        second = dense 2 from GlorotUniform, dropout of 0.0, learning rate times 0.5""", rows(network));
  }

  private static NetworkModel read(String source) {
    Compiled compiled = Compiled.of(List.of(source.replace("IMPORTS", Compiled.IMPORTS)));
    assertTrue(compiled.messages().isEmpty(), () -> compiled.messages().toString());
    assertEquals(1, compiled.networks().size());
    return compiled.networks().getFirst();
  }

  private static String rows(NetworkModel network) {
    return network.rows().stream().map(ReaderTest::text).collect(Collectors.joining("\n"));
  }

  private static String text(Row row) {
    String layers = row.layers().stream().map(ReaderTest::text).collect(Collectors.joining(", "));
    return row.name() + " = " + layers
        + (row.learningRateScale() == 1 ? "" : ", learning rate times " + row.learningRateScale());
  }

  private static String text(LayerKind layer) {
    return switch (layer) {
      case DenseLayer dense ->
          "dense " + dense.units() + (dense.hasBias() ? "" : " without bias") + " from " + text(dense.initializer());
      case ActivationLayer activation -> activation.name() + ": " + FormulaPrinter.print(activation.formula());
      case DropoutLayer dropout -> "dropout of " + dropout.rate();
    };
  }

  private static String text(InitializerChoice choice) {
    String name = choice.className().replace("dev.lanewise.init.", "");
    return choice.standardDeviation().isPresent()
        ? name + "(" + choice.standardDeviation().getAsDouble() + ")"
        : name;
  }
}
