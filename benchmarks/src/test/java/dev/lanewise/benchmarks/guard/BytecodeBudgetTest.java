package dev.lanewise.benchmarks.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.benchmarks.workload.Workloads;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The generated methods of every workload and of the sweep stay under the sizes at which HotSpot compiles methods
/// worse, or not at all; the processor's test of the same name has the reasons.
class BytecodeBudgetTest {
  private static final int TILE = 4_000;
  private static final int TAKES_A_VECTOR = 325;
  private static final int HUGE = 8_000;

  @Test
  void everyGeneratedMethodKeepsItsBudget() throws IOException, URISyntaxException {
    Path classes = Path.of(Workloads.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> over = new ArrayList<>();
    List<Path> models;
    try (Stream<Path> files = Files.walk(classes)) {
      models = files.filter(file -> file.getFileName().toString().matches(".*Model(\\$.*)?\\.class")).toList();
    }
    for (Path file : models) {
      check(ClassFile.of().parse(file), over);
    }
    assertTrue(models.size() > 3 * Workloads.ALL.size(), models::toString);
    assertEquals(List.of(), over);
  }

  private static void check(ClassModel type, List<String> over) {
    String name = type.thisClass().asInternalName();
    for (MethodModel method : type.methods()) {
      int size = method.findAttribute(Attributes.code()).map(code -> code.codeLength()).orElse(0);
      int budget = takesAVector(method) ? TAKES_A_VECTOR : name.endsWith("$Tiles") ? TILE : HUGE;
      if (size >= budget) {
        over.add(name + "." + method.methodName().stringValue() + " has " + size + " bytes, must stay under " + budget);
      }
    }
  }

  private static boolean takesAVector(MethodModel method) {
    var type = method.methodTypeSymbol();
    return Stream.concat(Stream.of(type.returnType()), type.parameterList().stream())
        .map(ClassDesc::packageName)
        .anyMatch("jdk.incubator.vector"::equals);
  }
}
