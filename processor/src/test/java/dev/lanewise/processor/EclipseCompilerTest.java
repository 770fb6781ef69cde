package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The compiler of Eclipse runs the processor as javac does, with the same outcome.
class EclipseCompilerTest {
  /// Larger methods are never compiled by HotSpot.
  private static final int HUGE = 8_000;
  private static final Path EXAMPLES = Path.of("..", "examples", "src", "main", "java", "dev", "lanewise", "examples");
  private static final String ZOO = """
      import dev.lanewise.*; import dev.lanewise.init.*; import dev.lanewise.layer.*; import dev.lanewise.loss.*;
      final class Zoo {
        @Network(input = 3, loss = Huber.class)
        record Net(
            @Dense(33) @Sigmoid @Tanh Layer a,
            @Dense(value = 5, bias = false) @Gelu @Init(HeNormal.class) Layer b,
            @Dense(4) @LeakyRelu(negativeSlope = 0.2) Layer c,
            @Dense(2) @Silu Layer d) {}
      }
      """;

  @TempDir
  private Path folder;

  @Test
  void generatesTheSameSourceAndCompilesIt() throws IOException {
    Map<String, String> records = new LinkedHashMap<>();
    records.put("dev.lanewise.examples.twolayernet.TwoLayerNet",
        Files.readString(EXAMPLES.resolve("twolayernet/TwoLayerNet.java")));
    records.put("dev.lanewise.examples.xor.Xor", Files.readString(EXAMPLES.resolve("xor/Xor.java")));
    records.put("Zoo", ZOO);
    Path generated = compile(records);
    Generated.from(records).sources().forEach((name, source) -> {
      try (Stream<Path> files = Files.walk(generated)) {
        Path file = files.filter(one -> one.endsWith(name)).findFirst().orElseThrow();
        assertEquals(source, Files.readString(file), name);
      } catch (IOException e) {
        throw new AssertionError(name, e);
      }
    });
    assertEquals(List.of(), hugeMethods());
  }

  /// Eclipse's batch compiler does not place messages on the components of a record: the words name row and network.
  @Test
  void reportsAMistakeOnceAndByTheNamesOfTheUser() throws IOException {
    String said = run(Map.of("Net", """
        import dev.lanewise.*; import dev.lanewise.layer.*; import dev.lanewise.loss.*;
        @Network(input = 3, loss = Huber.class)
        record Net(@Dense(0) Layer a) {}
        """));
    assertTrue(said.contains("[TooFewUnits] row 'a' of Net "), said);
    assertTrue(said.contains("1 problem (1 error)"), said);
  }

  /// Compiles with warnings off: those of this compiler are about style of its own.
  private Path compile(Map<String, String> records) throws IOException {
    assertEquals("", run(records));
    return folder.resolve("generated");
  }

  private String run(Map<String, String> records) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(
        "--release", "25", "--add-modules", "jdk.incubator.vector", "-nowarn", "-encoding", "UTF-8",
        "-classpath", Path.of("..", "core", "target", "classes").toString(),
        "-processorpath", System.getProperty("java.class.path"),
        "-s", Files.createDirectory(folder.resolve("generated")).toString(),
        "-d", folder.resolve("classes").toString()));
    for (Map.Entry<String, String> record : records.entrySet()) {
      Path file = folder.resolve("source").resolve(record.getKey().replace('.', File.separatorChar) + ".java");
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, record.getValue()).toString());
    }
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    BatchCompiler.compile(arguments.toArray(String[]::new), out, out, null);
    return said.toString();
  }

  private List<String> hugeMethods() throws IOException {
    List<String> huge = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("classes"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
        for (MethodModel method : ClassFile.of().parse(file).methods()) {
          int size = method.findAttribute(Attributes.code()).map(code -> code.codeLength()).orElse(0);
          if (size >= HUGE) {
            huge.add(file.getFileName() + " " + method.methodName().stringValue() + " " + size);
          }
        }
      }
    }
    return huge;
  }
}
