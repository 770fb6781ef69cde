package dev.lanewise.processor.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.lanewise.processor.LanewiseProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/// Rows may have any name, those of the variables of generated methods too.
class RowNamesTest {
  private static final int ROWS = 16;

  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:int|float|float\\[\\]|int\\[\\]|FloatVector|VectorMask<Float>) (\\w+)(?= =|,|\\)|;)");

  /// `d` before a name is the gradient by it, so that the name alone makes the same variable.
  private static final Pattern GRADIENT = Pattern.compile("d([A-Z])(\\w*)");

  @Test
  void everyVariableOfGeneratedMethodsCanBeARow() {
    List<String> names = List.copyOf(variables());
    assertTrue(names.containsAll(List.of("output", "rowAt", "sum0_0", "weight0", "resultAt")), names.toString());
    List<JavaFileObject> sources = new ArrayList<>();
    for (int from = 0; from < names.size(); from += ROWS) {
      List<String> rows = names.subList(from, Math.min(from + ROWS, names.size()));
      // one vector of columns, and two: their methods have different variables
      sources.add(network("Narrow" + from, 3, rows));
      sources.add(network("Wide" + from, 20, rows));
    }
    Compilation compilation = Compiler.javac()
        .withOptions("--add-modules", "jdk.incubator.vector", "-Xlint:-incubating", "-Alanewise.warnings=off",
            "-XDshould-stop.ifNoError=ATTR")
        .withProcessors(new LanewiseProcessor())
        .compile(sources);
    assertEquals(List.of(), compilation.errors());
  }

  private static Set<String> variables() {
    Set<String> names = new TreeSet<>();
    for (Golden golden : Golden.values()) {
      Matcher declaration = DECLARATION.matcher(golden.generated());
      while (declaration.find()) {
        String name = declaration.group(1);
        Matcher gradient = GRADIENT.matcher(name);
        String row = gradient.matches() ? gradient.group(1).toLowerCase() + gradient.group(2) : name;
        // one of those that differ by their numbers stands for all
        names.add(row.replaceAll("\\d+", "0"));
      }
    }
    return names;
  }

  /// Rows without an activation, whose gradient has the row's name, and some with one, whose output is kept.
  private static JavaFileObject network(String name, int width, List<String> rows) {
    StringJoiner components = new StringJoiner(", ");
    for (int i = 0; i < rows.size(); i++) {
      components.add("@Dense(" + width + ")" + (i % 4 == 2 ? " @Tanh" : "") + " Layer " + rows.get(i));
    }
    return JavaFileObjects.forSourceString(name, """
        import dev.lanewise.*; import dev.lanewise.layer.*; import dev.lanewise.loss.*;
        @Network(input = 5, loss = SoftmaxCrossEntropy.class)
        public record %s(%s) {}
        """.formatted(name, components));
  }
}
