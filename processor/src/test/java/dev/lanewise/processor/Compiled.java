package dev.lanewise.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.layer.NetworkModel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/// Sources compiled with the processor's front end: the networks it read, and what the compiler said.
record Compiled(Compilation compilation, List<NetworkModel> networks) {
  static final String IMPORTS =
      "import dev.lanewise.*; import dev.lanewise.layer.*; import dev.lanewise.loss.*; import dev.lanewise.init.*;";
  static final List<String> OPTIONS = List.of("--add-modules", "jdk.incubator.vector", "-Xlint:-incubating");

  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("^public (?:final |abstract )*(?:record|class|interface|enum|@interface) (\\w+)",
          Pattern.MULTILINE);
  private static final Pattern TYPE =
      Pattern.compile("(?:record|class|interface|enum|@interface) (\\w+)");

  static Compiled of(List<String> sources) {
    return of(sources, OPTIONS);
  }

  /// Compiles with a back end that generates empty classes.
  static Compiled of(List<String> sources, List<String> options) {
    List<NetworkModel> networks = new ArrayList<>();
    Backend backend = (network, step) -> {
      networks.add(network);
      return emptyModel(network);
    };
    return new Compiled(compile(sources, options, new LanewiseProcessor(backend)), networks);
  }

  /// A class of the model's name.
  static JavaFile emptyModel(NetworkModel network) {
    return JavaFile.builder(network.packageName(), TypeSpec.classBuilder(network.modelName()).build()).build();
  }

  static Compilation compile(List<String> sources, List<String> options, Processor... processors) {
    return Compiler.javac()
        .withOptions(options.toArray())
        .withProcessors(processors)
        .compile(sources.stream().map(Compiled::file).toList());
  }

  /// Errors and warnings, those of javac included but for two that have nothing to do with the networks.
  List<Diagnostic<? extends JavaFileObject>> messages() {
    return compilation.diagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
        // javac says these whatever -Xlint says
        .filter(diagnostic -> !diagnostic.getMessage(null).contains("incubating module"))
        .filter(diagnostic -> !diagnostic.getMessage(null).contains("not recognized by any processor"))
        .toList();
  }

  /// A source under the name that its first public type demands.
  private static JavaFileObject file(String source) {
    Matcher packageName = PACKAGE.matcher(source);
    Matcher publicType = PUBLIC_TYPE.matcher(source);
    Matcher type = TYPE.matcher(source);
    String prefix = packageName.find() ? packageName.group(1) + "." : "";
    String name = publicType.find() ? publicType.group(1) : type.find() ? type.group(1) : "Source";
    return JavaFileObjects.forSourceString(prefix + name, source);
  }
}
