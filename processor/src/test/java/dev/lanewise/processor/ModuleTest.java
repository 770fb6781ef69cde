package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks in a named module, with the core of Lanewise as an automatic module as its jar is.
class ModuleTest {
  private static final String REQUIRED = "requires dev.lanewise.core; ";

  @TempDir
  private Path folder;

  @Test
  void readsANetworkOfAModuleThatRequiresTheVectorModule() throws IOException {
    assertEquals(List.of(), errors(REQUIRED + "requires jdk.incubator.vector;", "MeanSquaredError"));
    assertTrue(Files.exists(folder.resolve("classes/app/NetModel.class")));
  }

  @Test
  void reportsAModuleThatDoesNotRequireTheVectorModule() throws IOException {
    List<String> errors = errors(REQUIRED, "MeanSquaredError");
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.getFirst().startsWith("[VectorModuleMissing]"), errors::toString);
  }

  @Test
  void suggestsLossesInAModuleToo() throws IOException {
    List<String> errors = errors(REQUIRED + "requires jdk.incubator.vector;", "Loss");
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.getFirst().contains("MeanSquaredError"), errors::toString);
  }

  /// Compiles from files, because compile-testing does not know modules.
  private List<String> errors(String directives, String loss) throws IOException {
    Path moduleFile = Files.writeString(folder.resolve("module-info.java"), "module app { " + directives + "}");
    Path program = Files.writeString(Files.createDirectory(folder.resolve("app")).resolve("Net.java"), """
        package app;
        import dev.lanewise.*; import dev.lanewise.layer.*; import dev.lanewise.loss.*;
        @Network(input = 2, loss = %s.class)
        record Net(@Dense(1) Layer prediction) {}
        """.formatted(loss));
    List<String> options = new ArrayList<>(Compiled.OPTIONS);
    options.addAll(List.of("--module-path", coreJar().toString(), "-d", folder.resolve("classes").toString()));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      JavaCompiler.CompilationTask task = compiler.getTask(
          null, files, diagnostics, options, null, files.getJavaFileObjects(moduleFile, program));
      task.setProcessors(List.of(new LanewiseProcessor()));
      task.call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  private Path coreJar() throws IOException {
    Path classes = Path.of("../core/target/classes").toAbsolutePath().normalize();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Automatic-Module-Name", "dev.lanewise.core");
    Path jar = folder.resolve("core.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest); var files = Files.walk(classes)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
