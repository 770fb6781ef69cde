package dev.lanewise.processor.read.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;

/// Finds the source of types that are compiled from source now, each file parsed once.
final class SourceFiles {
  private final Elements elements;
  private final Map<String, Optional<SourceFile>> files = new HashMap<>();

  SourceFiles(Elements elements) {
    this.elements = elements;
  }

  /// The file that declares a type; empty if the type comes from a class file.
  Optional<SourceFile> of(TypeElement type) {
    Element outermost = type;
    while (outermost.getEnclosingElement() instanceof TypeElement outer) {
      outermost = outer;
    }
    TypeElement top = (TypeElement) outermost;
    return files.computeIfAbsent(top.getQualifiedName().toString(), _ -> read(top));
  }

  private Optional<SourceFile> read(TypeElement type) {
    try {
      JavaFileObject file = elements.getFileObjectOf(type);
      if (file == null || file.getKind() != JavaFileObject.Kind.SOURCE) {
        return Optional.empty();
      }
      String path = file.getName().replace('\\', '/');
      return SourceFile.parse(path.substring(path.lastIndexOf('/') + 1), file.getCharContent(true).toString());
    } catch (IOException | UnsupportedOperationException e) {
      // A compiler that does not tell where a type is from leaves only what class files keep.
      return Optional.empty();
    }
  }

  /// The tree of a method of a type in source.
  Optional<MethodTree> tree(ExecutableElement method, SourceFile file) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    return members(type, file)
        .filter(MethodTree.class::isInstance)
        .map(MethodTree.class::cast)
        .filter(tree -> tree.getName().contentEquals(method.getSimpleName()) && hasParameters(tree, method, file))
        .findFirst();
  }

  /// The tree of a field of a type in source.
  Optional<VariableTree> tree(VariableElement field, SourceFile file) {
    TypeElement type = (TypeElement) field.getEnclosingElement();
    return members(type, file)
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(tree -> tree.getName().contentEquals(field.getSimpleName()))
        .findFirst();
  }

  private static Stream<? extends Tree> members(TypeElement type, SourceFile file) {
    Deque<String> names = new ArrayDeque<>();
    for (Element one = type; one instanceof TypeElement; one = one.getEnclosingElement()) {
      names.push(one.getSimpleName().toString());
    }
    List<? extends Tree> members = file.unit().getTypeDecls();
    while (!names.isEmpty()) {
      String name = names.pop();
      members = members.stream()
          .filter(ClassTree.class::isInstance)
          .map(ClassTree.class::cast)
          .filter(tree -> tree.getSimpleName().contentEquals(name))
          .findFirst()
          .<List<? extends Tree>>map(ClassTree::getMembers)
          .orElse(List.of());
    }
    return members.stream();
  }

  /// Overloads differ in the types of their parameters, of which only the last name is compared.
  private static boolean hasParameters(MethodTree tree, ExecutableElement method, SourceFile file) {
    if (tree.getParameters().size() != method.getParameters().size()) {
      return false;
    }
    for (int i = 0; i < tree.getParameters().size(); i++) {
      String written = lastName(file.text(tree.getParameters().get(i).getType()));
      String declared = lastName(method.getParameters().get(i).asType().toString());
      if (!written.equals(declared)) {
        return false;
      }
    }
    return true;
  }

  private static String lastName(String type) {
    String plain = type.replaceAll("\\s|<.*>|@\\w+", "").replace("...", "[]");
    return plain.substring(plain.lastIndexOf('.') + 1);
  }
}
