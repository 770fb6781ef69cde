package dev.lanewise.processor.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program says that was started without the module of the Vector API.
class VectorModuleTest {

  @TempDir
  private Path classes;

  @Test
  void aMissingVectorModuleIsExplainedWhenTheModelIsMade() throws IOException, InterruptedException {
    GeneratedModels.compile(Map.of("Main", GeneratedModels.IMPORTS + """
        @Network(input = 2, loss = SoftmaxCrossEntropy.class) record Net(@Dense(3) @Gelu Layer logits) {}
        public class Main {
          public static void main(String[] arguments) {
            try {
              NetModel.create(1);
            } catch (dev.lanewise.runtime.VectorModuleMissingException e) {
              System.out.println(e.getMessage());
            }
          }
        }
        """)).write(classes);
    JavaProcess process = JavaProcess.run(classes, List.of("Main"));
    assertEquals(0, process.exitCode(), process::errors);
    assertTrue(process.output().contains("--add-modules jdk.incubator.vector"), process::output);
    assertEquals("", process.errors());
  }
}
