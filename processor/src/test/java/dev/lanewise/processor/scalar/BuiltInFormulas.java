package dev.lanewise.processor.scalar;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Formula;
import dev.lanewise.formula.FormulaParser;
import dev.lanewise.formula.Formulas;
import dev.lanewise.formula.Substitution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The formulas of the built-in activations and losses, read from their class files: the annotation is not kept for
/// reflection.
public final class BuiltInFormulas {
  private BuiltInFormulas() {}

  /// By simple name; members of the annotation are replaced by their defaults.
  public static SortedMap<String, Expr> activations() {
    return inPackage("dev/lanewise/layer");
  }

  /// By simple name.
  public static SortedMap<String, Expr> losses() {
    return inPackage("dev/lanewise/loss");
  }

  private static SortedMap<String, Expr> inPackage(String folder) {
    SortedMap<String, Expr> formulas = new TreeMap<>();
    try {
      URI core = Formula.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path location = Path.of(core);
      if (Files.isDirectory(location)) {
        read(location.resolve(folder), formulas);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(location)) {
          read(jar.getPath(folder), formulas);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return formulas;
  }

  private static void read(Path folder, SortedMap<String, Expr> formulas) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
      String name = file.getFileName().toString().replace(".class", "");
      formula(model).ifPresent(
          text -> formulas.put(name, Substitution.ofVariables(defaults(model)).apply(FormulaParser.parse(text))));
    }
  }

  private static Optional<String> formula(ClassModel model) {
    return model.findAttribute(Attributes.runtimeInvisibleAnnotations())
        .flatMap(annotations -> annotations.annotations().stream()
            .filter(annotation -> annotation.classSymbol().equals(Formula.class.describeConstable().orElseThrow()))
            .flatMap(annotation -> annotation.elements().stream())
            .map(AnnotationElement::value)
            .map(value -> ((AnnotationValue.OfString) value).stringValue())
            .findFirst());
  }

  private static Map<String, Expr> defaults(ClassModel model) {
    // What an activation learns has no default; its derivative holds for any value.
    Map<String, Expr> defaults = new HashMap<>(Map.of("slope", Formulas.constant(0.25)));
    model.methods().forEach(method -> method.findAttribute(Attributes.annotationDefault()).ifPresent(value -> {
      if (value.defaultValue() instanceof AnnotationValue.OfDouble number) {
        defaults.put(method.methodName().stringValue(), Formulas.constant(number.doubleValue()));
      }
    }));
    return defaults;
  }
}
