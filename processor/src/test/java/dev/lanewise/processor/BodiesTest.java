package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.lanewise.formula.Evaluator;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Formula;
import dev.lanewise.formula.FormulaParser;
import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// What a body may contain, construct by construct: its formula, and that the formula computes what Java computes.
class BodiesTest {
  private static final Path FOLDER = Path.of("src/test/resources/bodies");
  private static final Pattern EXPECTATION =
      Pattern.compile("// (?:reads as|refused): (.+)\\s+@\\w+ static final class (\\w+)");
  private static final float[] POINTS = {-7.5f, -2.5f, -1, -0.5f, 0, 0.3f, 1, 1.5f, 4, 9};

  @TestFactory
  Stream<DynamicTest> readsEachConstruct() throws IOException {
    String source = Files.readString(FOLDER.resolve("Read.java"));
    Generated compiled = Generated.from(Map.of("bodies.Read", source));
    Loader loader = new Loader(compiled.classes());
    return expectations(source).entrySet().stream().map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
      byte[] companion = compiled.classes().get("Read_" + one.getKey() + "Formula.class");
      String text = value(companion);
      assertEquals(one.getValue(), text);
      agree(text, loader.loadClass("bodies.Read$" + one.getKey()), parameters(companion));
    }));
  }

  @Test
  void refusesEverythingElseAtItsLineWithAReason() throws IOException {
    String source = Files.readString(FOLDER.resolve("Refused.java"));
    Compilation compilation = Compiled.compile(
        List.of(source.replace("final class Refused", "public final class Refused")), Compiled.OPTIONS,
        new LanewiseProcessor());
    List<String> errors = compilation.errors().stream().map(one -> one.getMessage(null)).toList();
    List<Executable> checks = new ArrayList<>();
    expectations(source).forEach((name, expected) -> checks.add(() -> {
      String message = errors.stream()
          .filter(one -> one.startsWith("[UnreadableBody] the function " + name + " "))
          .findFirst().orElseThrow(() -> new AssertionError(name + " was not refused"));
      Arrays.stream(expected.split(" \\| ")).forEach(part -> assertTrue(message.contains(part), message));
      assertTrue(message.contains("Refused.java:" + line(name, compilation)), message);
    }));
    assertAll(checks);
    assertEquals(checks.size(), errors.size(), errors::toString);
  }

  /// The line of the compiler's own message, which has to be the one that the text names.
  private static long line(String name, Compilation compilation) {
    return compilation.errors().stream()
        .filter(one -> one.getMessage(null).contains("the function " + name + " "))
        .mapToLong(Diagnostic::getLineNumber)
        .findFirst().orElseThrow();
  }

  private static Map<String, String> expectations(String source) {
    Map<String, String> expectations = new LinkedHashMap<>();
    Matcher matcher = EXPECTATION.matcher(source);
    while (matcher.find()) {
      expectations.put(matcher.group(2), matcher.group(1));
    }
    assertTrue(expectations.size() > 20);
    return expectations;
  }

  /// Runs the method itself, and its formula in double precision.
  private static void agree(String text, Class<?> type, List<String> parameters) throws ReflectiveOperationException {
    Expr formula = FormulaParser.parse(text);
    Method method = Arrays.stream(type.getDeclaredMethods()).filter(one -> one.getName().equals("of"))
        .findFirst().orElseThrow();
    method.setAccessible(true);
    for (float point : POINTS) {
      double expected = ((Number) invoke(method, arguments(method, point))).doubleValue();
      double actual = Evaluator.evaluate(formula, variables(method, parameters, point));
      assertEquals(expected, actual, 2e-6 * Math.max(1, Math.abs(expected)), text + " at " + point);
    }
  }

  private static Object invoke(Method method, Object[] arguments) throws ReflectiveOperationException {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " failed", e.getCause());
    }
  }

  private static Object[] arguments(Method method, float point) {
    return Arrays.stream(method.getParameterTypes()).map(type -> argument(type, point)).toArray();
  }

  private static Object argument(Class<?> type, float point) {
    if (type == float[].class) {
      return new float[] {point, 0.5f, -1};
    }
    return type == int.class ? (Object) 2 : type == double.class ? (Object) (double) point : (Object) point;
  }

  private static Map<String, double[]> variables(Method method, List<String> parameters, float point) {
    Map<String, double[]> variables = new HashMap<>(Map.of(
        "width", new double[] {3}, "targetWidth", new double[] {3}, "position", new double[] {0, 1, 2}));
    for (int i = 0; i < parameters.size(); i++) {
      Object argument = argument(method.getParameterTypes()[i], point);
      variables.put(parameters.get(i), argument instanceof float[] row
          ? new double[] {row[0], row[1], row[2]} : new double[] {((Number) argument).doubleValue()});
    }
    return variables;
  }

  private static Annotation formula(byte[] companion) {
    return ClassFile.of().parse(companion).findAttribute(Attributes.runtimeInvisibleAnnotations()).orElseThrow()
        .annotations().stream()
        .filter(one -> one.classSymbol().descriptorString().contains(Formula.class.getSimpleName()))
        .findFirst().orElseThrow();
  }

  private static String value(byte[] companion) {
    return ((AnnotationValue.OfString) formula(companion).elements().getFirst().value()).stringValue();
  }

  private static List<String> parameters(byte[] companion) {
    return ((AnnotationValue.OfArray) formula(companion).elements().getLast().value()).values().stream()
        .map(value -> ((AnnotationValue.OfString) value).stringValue())
        .toList();
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name.substring(name.lastIndexOf('.') + 1) + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
