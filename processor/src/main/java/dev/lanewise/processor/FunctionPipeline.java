package dev.lanewise.processor;

import com.palantir.javapoet.JavaFile;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.emit.FunctionEmitter;
import dev.lanewise.processor.layer.PlainFunction;
import dev.lanewise.processor.read.DifferentiableReader;
import dev.lanewise.processor.read.FunctionBodies;
import dev.lanewise.processor.read.MessagerDiagnostics;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.util.Elements;

/// The way of one plain function from the method to the generated class.
final class FunctionPipeline {
  private final Elements elements;
  private final Filer filer;
  private final MessagerDiagnostics diagnostics;
  private final FunctionBodies bodies;
  private String step = "read";

  FunctionPipeline(Elements elements, Filer filer, MessagerDiagnostics diagnostics, FunctionBodies bodies) {
    this.elements = elements;
    this.filer = filer;
    this.diagnostics = diagnostics;
    this.bodies = bodies;
  }

  /// Compiles a method, or reports what is wrong with it and generates nothing.
  void run(ExecutableElement method) {
    Optional<PlainFunction> function = new DifferentiableReader(elements, bodies, diagnostics).read(method);
    if (function.isPresent()) {
      step = "emit";
      JavaFile source = FunctionEmitter.emit(function.get());
      step = "write";
      GeneratedFile.write(
          source, method, Problem.FUNCTION_NAME_TAKEN, function.get().origin(), filer, diagnostics);
    }
  }

  /// The step that runs, or that failed.
  String step() {
    return step;
  }
}
