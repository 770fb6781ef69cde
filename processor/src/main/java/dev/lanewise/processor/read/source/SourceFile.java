package dev.lanewise.processor.read.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import dev.lanewise.processor.read.BodyOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A source file as its syntax alone: nothing is resolved, so that every compiler gives the same tree.
///
/// @param name of the file, for messages
record SourceFile(String name, String text, CompilationUnitTree unit, SourcePositions positions) {

  /// Parses a source.
  ///
  /// @return empty if it breaks the grammar of Java, which the compiler reports
  static Optional<SourceFile> parse(String name, String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("this Java runtime has no compiler: run the build on a JDK");
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavacTask task = (JavacTask) compiler.getTask(
        null, null, problems, List.of("-proc:none", "--add-modules", "ALL-SYSTEM"), null, List.of(new InMemory(text)));
    try {
      Iterator<? extends CompilationUnitTree> units = task.parse().iterator();
      boolean isBroken = problems.getDiagnostics().stream()
          .anyMatch(problem -> problem.getKind() == Diagnostic.Kind.ERROR);
      return isBroken || !units.hasNext()
          ? Optional.empty()
          : Optional.of(new SourceFile(name, text, units.next(), Trees.instance(task).getSourcePositions()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where a tree starts in the text.
  long start(Tree tree) {
    return positions.getStartPosition(unit, tree);
  }

  /// Where a tree stands.
  BodyOrigin.Place place(Tree tree) {
    return new BodyOrigin.Place(start(tree), tree.toString());
  }

  /// The line that a tree starts in, from 1.
  long line(Tree tree) {
    return unit.getLineMap().getLineNumber(start(tree));
  }

  /// The text of a tree in one line.
  String text(Tree tree) {
    int end = (int) positions.getEndPosition(unit, tree);
    return text.substring((int) start(tree), end).replaceAll("\\s+", " ");
  }

  /// The line of a tree with a caret below its start.
  String excerpt(Tree tree) {
    LineMap lines = unit.getLineMap();
    int lineStart = (int) lines.getStartPosition(line(tree));
    int lineEnd = text.indexOf('\n', lineStart);
    String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
    String indent = text.substring(lineStart, (int) start(tree)).replaceAll("\\S", " ");
    int common = line.length() - line.stripLeading().length();
    return "    " + line.strip() + "\n    " + indent.substring(common) + "^";
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String text;

    InMemory(String text) {
      super(URI.create("string:///Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
