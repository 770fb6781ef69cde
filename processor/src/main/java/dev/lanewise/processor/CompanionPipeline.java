package dev.lanewise.processor;

import com.palantir.javapoet.JavaFile;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.emit.CompanionEmitter;
import dev.lanewise.processor.read.ElementOrigin;
import dev.lanewise.processor.read.FunctionClass;
import dev.lanewise.processor.read.Functions;
import dev.lanewise.processor.read.MessagerDiagnostics;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/// The way of an activation or a loss from the body of its method to the class that keeps its formula, so that networks
/// compiled later, which see class files only, can read it.
final class CompanionPipeline {
  private final Elements elements;
  private final Functions functions;
  private final Filer filer;
  private final MessagerDiagnostics diagnostics;
  private String step = "read";

  CompanionPipeline(Elements elements, Functions functions, Filer filer, MessagerDiagnostics diagnostics) {
    this.elements = elements;
    this.functions = functions;
    this.filer = filer;
    this.diagnostics = diagnostics;
  }

  /// Keeps the formula of a function, or reports why it has none.
  void run(TypeElement type) {
    ElementOrigin origin = FunctionClass.origin(type);
    functions.declared(type, origin, diagnostics).ifPresent(declared ->
        declared.companion().ifPresent(name -> write(name, declared, type, origin)));
  }

  /// The step that runs, or that failed.
  String step() {
    return step;
  }

  private void write(String name, Functions.Declared declared, TypeElement type, ElementOrigin origin) {
    step = "emit";
    JavaFile companion = CompanionEmitter.emit(name, type.getQualifiedName().toString(), FunctionClass.isPublic(type),
        FormulaPrinter.print(declared.formula()), declared.parameters());
    step = "write";
    GeneratedFile.write(companion, type, Problem.COMPANION_NAME_TAKEN, origin, filer, diagnostics);
  }
}
