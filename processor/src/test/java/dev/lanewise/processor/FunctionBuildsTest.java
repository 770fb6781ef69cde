package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions and networks compiled in several steps, as build tools do, and by a compiler behind a build tool.
class FunctionBuildsTest {
  private static final String FUNCTION = """
      package own;
      @dev.lanewise.Loss public final class Curve {
        static float of(float prediction, float target) {
          float error = prediction - target;
          return %s;
        }
      }
      """;
  private static final String NETWORK = """
      package app;
      import dev.lanewise.*; import dev.lanewise.layer.*; import own.Curve;
      @Network(input = 2, loss = Curve.class)
      record Net(@Dense(1) Layer prediction) {}
      """;

  @TempDir
  private Path folder;

  @Test
  void aNetworkCompiledAloneReadsTheFunctionFromItsClassFile() throws IOException {
    assertEquals(List.of(), compile(new LanewiseProcessor(), "own/Curve", FUNCTION.formatted("error * error")));
    Files.delete(folder.resolve("source/own/Curve.java"));
    assertEquals(List.of(), compile(new LanewiseProcessor(), "app/Net", NETWORK));
    assertTrue(model().contains("CurveFormula.class"), "the model must name what keeps the formula");
  }

  @Test
  void aChangedBodyChangesWhatClassFilesShowOfIt() throws IOException {
    compile(new LanewiseProcessor(), "own/Curve", FUNCTION.formatted("error * error"));
    byte[] before = Files.readAllBytes(folder.resolve("classes/own/CurveFormula.class"));
    compile(new LanewiseProcessor(), "app/Net", NETWORK);
    String modelBefore = model();
    compile(new LanewiseProcessor(), "own/Curve", FUNCTION.formatted("error * error * 3"));
    assertFalse(Arrays.equals(
        before, Files.readAllBytes(folder.resolve("classes/own/CurveFormula.class"))));
    assertEquals(List.of(), compile(new LanewiseProcessor(), "app/Net", NETWORK));
    assertNotEquals(modelBefore, model());
  }

  @Test
  void aBodyCompiledAloneReadsThePlainFunctionThatItCallsFromItsClassFile() throws IOException {
    String plain = """
        package own;
        import dev.lanewise.Differentiable;
        public final class Shapes {
          @Differentiable public static double well(double depth, double where) {
            double distance = where - 2;
            return depth * distance * distance;
          }
        }
        """;
    String caller = """
        package app;
        import dev.lanewise.Differentiable;
        import own.Shapes;
        final class Sum {
          @Differentiable static double wells(double x, double depth) {
            return Shapes.well(3, x) + Shapes.well(depth, 2 * x);
          }
        }
        """;
    assertEquals(List.of(), compile(new LanewiseProcessor(), "own/Shapes", plain));
    Files.delete(folder.resolve("source/own/Shapes.java"));
    assertEquals(List.of(), compile(new LanewiseProcessor(), "app/Sum", caller));
    String gradient = Files.readString(folder.resolve("generated/app/Sum_Wells.java"));
    assertTrue(gradient.contains("x - 2"), gradient);
    assertTrue(gradient.contains("2 * x - 2"), gradient);
  }

  @Test
  void aFunctionCompiledWithoutTheProcessorIsRefusedWithWhatToDo() throws IOException {
    compile(new NoProcessor(), "own/Curve", FUNCTION.formatted("error * error"));
    List<String> errors = compile(new LanewiseProcessor(), "app/Net", NETWORK);
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.getFirst().startsWith("[FunctionNotKept] network Net uses Curve"), errors::toString);
  }

  @Test
  void readsBodiesBehindABuildToolThatWrapsTheCompiler() throws IOException {
    assertEquals(List.of(), compile(new Wrapped(), "own/Curve", FUNCTION.formatted("error * error")));
    assertTrue(Files.exists(folder.resolve("classes/own/CurveFormula.class")));
    List<String> errors = compile(new Wrapped(), "own/Curve", FUNCTION.formatted("error % 2"));
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.getFirst().contains("Curve.java:5"), errors::toString);
  }

  private String model() throws IOException {
    return Files.readString(folder.resolve("generated/app/NetModel.java"));
  }

  private List<String> compile(Processor processor, String name, String source) throws IOException {
    Path file = folder.resolve("source").resolve(name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path generated = Files.createDirectories(folder.resolve("generated"));
    String path = classes + File.pathSeparator + System.getProperty("java.class.path");
    List<String> options = new ArrayList<>(Compiled.OPTIONS);
    options.addAll(List.of("-cp", path, "-d", classes.toString(), "-s", generated.toString(), "-proc:full"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(file));
      task.setProcessors(List.of(processor));
      task.call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  /// A compilation in which nobody processes annotations.
  private static final class NoProcessor extends AbstractProcessor {
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }
  }

  /// The processor as build tools run it that hand out a wrapper around the environment of the compiler.
  private static final class Wrapped extends AbstractProcessor {
    private final LanewiseProcessor processor = new LanewiseProcessor();

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
          getClass().getClassLoader(), new Class<?>[] {ProcessingEnvironment.class}, (_, method, arguments) -> {
            try {
              return method.invoke(environment, arguments);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          }));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }
  }
}
