package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Layer;
import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Tensor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Networks at the edges: names that generated code uses itself, one number wide, nested, and a large batch.
///
/// All are compiled with every warning of javac an error.
class EdgeNetworksTest {
  private static final List<String> STRICT = List.of("--add-modules", "jdk.incubator.vector",
      "-Xlint:all,-incubating,-processing", "-Werror", "-Alanewise.warnings=off");

  private static GeneratedModels models;

  @BeforeAll
  static void compile() {
    models = GeneratedModels.compile(Map.of(
        "Names", network("public", "Names", 3, "row", "sum", "input", "samples", "labels", "column"),
        "More", network("", "More", 3, "weight0", "hiddenBias", "x", "data", "gradient", "lanes"),
        "Others", network("", "Others", 3, "buffers", "model", "size", "capacity", "parameters", "INPUT"),
        "Types", network("", "Types", 3, "Kernels", "at", "e", "place", "FloatVector", "LANES", "Tiles"),
        "Ones", network("", "Ones", 1, "one"),
        "Copied", GeneratedModels.IMPORTS + """
            @Network(input = 2048, loss = MeanSquaredError.class)
            record Copied(@Dense(9) @Tanh Layer hidden, @Dense(2) Layer prediction) {}
            """,
        "nested.Outer", "package nested;\n" + GeneratedModels.IMPORTS + """
            public class Outer {
              @Network(input = 4, loss = Huber.class)
              record Inner(@Dense(2) @Softplus Layer prediction) {}
            }
            """), STRICT);
  }

  private static String network(String visibility, String name, int width, String... rows) {
    StringBuilder source = new StringBuilder(GeneratedModels.IMPORTS);
    source.append("@Network(input = ").append(width).append(", loss = MeanSquaredError.class)\n")
        .append(visibility).append(" record ").append(name).append("(");
    for (int i = 0; i < rows.length; i++) {
      source.append(i == 0 ? "" : ", ").append("@Dense(").append(width).append(") ")
          .append(i % 2 == 0 ? "@Gelu" : "@Silu @Tanh").append(" Layer ").append(rows[i]);
    }
    return source.append(") {}\n").toString();
  }

  @Test
  void everyNameAndWidthComputesTheRightGradient() {
    for (String record : List.of("Names", "More", "Others", "Types", "Ones", "Copied", "nested.Outer_Inner")) {
      Model model = models.create(record, 1);
      MiniBatch batch = Batches.random(model, 1_000, false, 1);
      float[] gradient = new float[model.layout().length()];
      model.lossAndGradient(batch, gradient, model.workspace(1_000));
      model.referenceNetwork().lossAndGradient(batch).parameters().forEach((name, expected) -> {
        float[] actual = model.layout().slot(name).read(gradient);
        for (int i = 0; i < expected.length; i++) {
          assertEquals(expected[i], actual[i], 1e-5, record + " " + name);
        }
      });
    }
  }

  @Test
  void samplesThatAreCopiedArePredictedWhateverTheCapacity() {
    Model model = models.create("Copied", 1);
    float[] samples = Batches.random(model, 7, false, 1).samples();
    float[] all = model.outputs(samples);
    float[] inTurns = new float[all.length];
    model.predict(samples, 7, inTurns, model.workspace(3));
    assertArrayEquals(all, inTurns);
    Tensor expected = model.referenceNetwork().outputs(Tensor.of(7, 2048, samples));
    for (int i = 0; i < all.length; i++) {
      assertEquals(expected.values()[i], all[i], 1e-5);
    }
  }

  @Test
  void theReferenceIsTheDeclarationWithLayersThatWork() throws ReflectiveOperationException {
    Model model = models.create("Names", 1);
    Object record = models.reference("Names", model);
    float[] samples = Batches.random(model, 5, false, 1).samples();
    Tensor values = Tensor.of(5, 3, samples);
    for (String row : List.of("row", "sum", "input", "samples", "labels", "column")) {
      Method component = record.getClass().getDeclaredMethod(row);
      values = ((Layer) component.invoke(record)).apply(values);
    }
    assertEquals(model.referenceNetwork().outputs(Tensor.of(5, 3, samples)), values);
    float[] outputs = model.outputs(samples);
    for (int i = 0; i < outputs.length; i++) {
      assertEquals(values.values()[i], outputs[i], 1e-6);
    }
    assertTrue(record.toString().startsWith("Names["), record::toString);
  }
}
