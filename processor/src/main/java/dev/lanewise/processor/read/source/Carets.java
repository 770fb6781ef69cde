package dev.lanewise.processor.read.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.lanewise.processor.read.BodyOrigin;
import dev.lanewise.processor.read.CaretPrinter;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;

/// Puts the caret of a message under a tree inside of a body, where the compiler is javac itself.
///
/// Messages name file, line and text in any case: with another compiler, or a build tool around javac, they are printed
/// at the method.
public final class Carets implements CaretPrinter {
  private final ProcessingEnvironment environment;

  /// Prepares to print.
  public Carets(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public boolean print(Diagnostic.Kind kind, String text, BodyOrigin origin) {
    Trees trees;
    try {
      trees = Trees.instance(environment);
    } catch (IllegalArgumentException | LinkageError _) {
      return false;
    }
    TreePath path = trees.getPath(origin.element());
    if (path == null) {
      return false;
    }
    Tree tree = at(origin.place(), path.getCompilationUnit(), trees.getSourcePositions());
    if (tree == null) {
      return false;
    }
    trees.printMessage(kind, text, tree, path.getCompilationUnit());
    return true;
  }

  private static Tree at(BodyOrigin.Place place, CompilationUnitTree unit, SourcePositions positions) {
    return new TreeScanner<Tree, Void>() {
      @Override
      public Tree scan(Tree tree, Void none) {
        boolean isThere = tree != null
            && positions.getStartPosition(unit, tree) == place.offset()
            && tree.toString().equals(place.tree());
        return isThere ? tree : super.scan(tree, none);
      }

      @Override
      public Tree reduce(Tree a, Tree b) {
        return a != null ? a : b;
      }
    }.scan(unit, null);
  }
}
