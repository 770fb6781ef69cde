package dev.lanewise.processor.behaviour;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.lanewise.Model;
import dev.lanewise.processor.LanewiseProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/// Networks compiled in one run of javac, with their generated classes loaded.
///
/// One run for many networks, because starting the compiler takes longer than compiling them.
final class GeneratedModels {
  static final String IMPORTS =
      "import dev.lanewise.*; import dev.lanewise.layer.*; import dev.lanewise.loss.*; import dev.lanewise.init.*;\n";

  private static final List<String> OPTIONS =
      List.of("--add-modules", "jdk.incubator.vector", "-Xlint:-incubating", "-Alanewise.warnings=off");

  private final Map<String, byte[]> classes;
  private final ClassLoader loader;

  private GeneratedModels(Map<String, byte[]> classes) {
    this.classes = classes;
    this.loader = new Loader(classes);
  }

  /// Compiles sources, each given with the name of its class.
  static GeneratedModels compile(Map<String, String> sources) {
    return compile(sources, OPTIONS);
  }

  static GeneratedModels compile(Map<String, String> sources, List<String> options) {
    return compile(sources, options, new LanewiseProcessor());
  }

  /// Compiles with a processor that is not the real one.
  static GeneratedModels compile(Map<String, String> sources, Processor processor) {
    return compile(sources, OPTIONS, processor);
  }

  private static GeneratedModels compile(Map<String, String> sources, List<String> options, Processor processor) {
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, source) -> files.add(JavaFileObjects.forSourceString(name, source)));
    Compilation compilation =
        Compiler.javac().withOptions(options.toArray()).withProcessors(processor).compile(files);
    if (compilation.status() == Compilation.Status.FAILURE) {
      throw new AssertionError(compilation.errors() + "\n" + sources.values());
    }
    Map<String, byte[]> classes = new HashMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        classes.put(className(file), bytes(file));
      }
    }
    return new GeneratedModels(classes);
  }

  /// Writes the class files, for another Java process.
  void write(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> type : classes.entrySet()) {
      Path file = folder.resolve(type.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, type.getValue());
    }
  }

  /// Makes a model as `<Record>Model.create(seed)` does.
  ///
  /// @param record the binary name of the record, nested names joined by an underscore
  Model create(String record, long seed) {
    return (Model) call(record, "create", null, seed);
  }

  /// The user's own record with reference layers.
  Object reference(String record, Model model) {
    return call(record, "reference", model);
  }

  /// All class files.
  Collection<byte[]> classes() {
    return classes.values();
  }

  /// Makes an object of a class whose constructor takes nothing.
  <T> T make(String name, Class<T> type) {
    try {
      var constructor = loader.loadClass(name).getDeclaredConstructor();
      constructor.setAccessible(true); // a class has its method's visibility
      return type.cast(constructor.newInstance());
    } catch (ReflectiveOperationException missing) {
      throw new AssertionError(missing);
    }
  }

  private Object call(String record, String name, Object on, Object... arguments) {
    try {
      Class<?> type = loader.loadClass(record + "Model");
      Method method = arguments.length == 0 ? type.getDeclaredMethod(name) : type.getDeclaredMethod(name, long.class);
      method.setAccessible(true); // a model has its record's visibility
      return method.invoke(on, arguments);
    } catch (InvocationTargetException thrown) {
      throw new AssertionError(thrown.getCause());
    } catch (ReflectiveOperationException missing) {
      throw new AssertionError(missing);
    }
  }

  private static String className(JavaFileObject file) {
    String path = file.toUri().getPath();
    String root = "/" + StandardLocation.CLASS_OUTPUT + "/";
    return path.substring(path.indexOf(root) + root.length(), path.length() - ".class".length()).replace('/', '.');
  }

  private static byte[] bytes(JavaFileObject file) {
    try (InputStream in = file.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(GeneratedModels.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
