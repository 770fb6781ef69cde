package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Budgets that keep files and methods small. Raising one is a decision of its own.
class SourceBudgetTest {
  private static final int LINES_OF_A_FILE = 400;
  private static final int LINES_OF_A_METHOD = 40;
  private static final int COLUMNS = 120;
  /// Methods that are long because they are one unrolled block without a decision in it.
  private static final Set<String> UNROLLED = Set.of("Block16.transpose");

  @ParameterizedTest
  @ValueSource(strings = {"core", "processor", "testing", "csv", "images", "examples"})
  void filesMethodsAndLinesKeepTheirBudgets(String module) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      files = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    assertTrue(files.size() > 1, "sources of " + module);
    List<String> over = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() > LINES_OF_A_FILE) {
        over.add(file + " has " + lines.size() + " lines");
      }
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).length() > COLUMNS || lines.get(i).endsWith(" ")) {
          over.add(file + ":" + (i + 1) + " is too long or ends in a space");
        }
      }
    }
    over.addAll(longMethods(files));
    assertEquals(List.of(), over);
  }

  private static List<String> longMethods(List<Path> files) throws IOException {
    List<String> over = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task = (JavacTask) compiler.getTask(
          null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        LineMap lines = unit.getLineMap();
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitMethod(MethodTree method, Void unused) {
            long length = lines.getLineNumber(positions.getEndPosition(unit, method))
                - lines.getLineNumber(positions.getStartPosition(unit, method)) + 1;
            String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
            String name = file.replace("java", method.getName());
            if (length > LINES_OF_A_METHOD && !UNROLLED.contains(name)) {
              over.add(name + " has " + length + " lines");
            }
            return super.visitMethod(method, unused);
          }
        }.scan(unit, null);
      }
    }
    return over;
  }
}
