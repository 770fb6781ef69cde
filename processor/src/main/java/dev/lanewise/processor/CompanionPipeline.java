package dev.lanewise.processor;

import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.emit.CompanionEmitter;
import dev.lanewise.processor.read.ElementOrigin;
import dev.lanewise.processor.read.FunctionClass;
import dev.lanewise.processor.read.Functions;
import dev.lanewise.processor.read.MessagerDiagnostics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
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
    step = "write";
    try (Writer writer = filer.createSourceFile(name, type).openWriter()) {
      CompanionEmitter.emit(name, type.getQualifiedName().toString(), FunctionClass.isPublic(type),
          FormulaPrinter.print(declared.formula()), declared.parameters()).writeTo(writer);
    } catch (FilerException e) {
      diagnostics.report(Problem.COMPANION_NAME_TAKEN, origin, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
