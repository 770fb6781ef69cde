package dev.lanewise.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.JavaFileObject;

/// What the whole processor generates from records, compiled with warnings as errors.
///
/// @param compilation what the compiler said
/// @param sources of the generated classes, by file name
/// @param classes all class files, by file name
public record Generated(
    Compilation compilation, SortedMap<String, String> sources, SortedMap<String, byte[]> classes) {

  /// Compiles records that must be right.
  ///
  /// @param records sources by qualified name, in the order in which the compiler gets them
  public static Generated from(Map<String, String> records, String... options) {
    List<String> all = new ArrayList<>(Compiled.OPTIONS);
    all.addAll(List.of("-Xlint:all,-incubating,-processing,-options", "-proc:full"));
    all.addAll(List.of(options));
    List<JavaFileObject> files = new ArrayList<>();
    records.forEach((name, source) -> files.add(JavaFileObjects.forSourceString(name, source)));
    Compilation compilation =
        Compiler.javac().withOptions(all.toArray()).withProcessors(new LanewiseProcessor()).compile(files);
    List<String> wrong = compilation.diagnostics().stream()
        .filter(one -> !one.getKind().equals(javax.tools.Diagnostic.Kind.NOTE))
        .map(one -> one.getMessage(null))
        // javac says this whatever -Xlint says
        .filter(message -> !message.contains("incubating module"))
        .toList();
    if (!wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", wrong));
    }
    SortedMap<String, String> sources = new TreeMap<>();
    SortedMap<String, byte[]> classes = new TreeMap<>();
    try {
      for (JavaFileObject file : compilation.generatedFiles()) {
        String name = file.getName().substring(file.getName().lastIndexOf('/') + 1);
        if (file.getKind() == JavaFileObject.Kind.SOURCE) {
          sources.put(name, file.getCharContent(false).toString());
        } else if (file.getKind() == JavaFileObject.Kind.CLASS) {
          try (var bytes = file.openInputStream()) {
            classes.put(name, bytes.readAllBytes());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Generated(compilation, sources, classes);
  }
}
