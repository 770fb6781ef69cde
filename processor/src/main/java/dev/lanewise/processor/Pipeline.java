package dev.lanewise.processor;

import com.palantir.javapoet.JavaFile;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.read.Functions;
import dev.lanewise.processor.read.MessagerDiagnostics;
import dev.lanewise.processor.read.NetworkReader;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/// The way of one network from the record to the generated class: the table of contents of the processor.
final class Pipeline {
  private final Elements elements;
  private final Functions functions;
  private final Filer filer;
  private final MessagerDiagnostics diagnostics;
  private final Backend backend;
  private String step = "read";

  Pipeline(Elements elements, Functions functions, Filer filer, MessagerDiagnostics diagnostics, Backend backend) {
    this.elements = elements;
    this.functions = functions;
    this.filer = filer;
    this.diagnostics = diagnostics;
    this.backend = backend;
  }

  /// Compiles a network, or reports what is wrong with it and generates nothing.
  void run(TypeElement record) {
    Optional<NetworkModel> network = new NetworkReader(elements, functions, diagnostics).read(record);
    if (network.isPresent()) {
      JavaFile model = backend.compile(network.get(), name -> step = name);
      if (!diagnostics.hasErrors()) {
        step = "write";
        GeneratedFile.write(model, record, Problem.MODEL_NAME_TAKEN, network.get().origin(), filer, diagnostics);
      }
    }
  }

  /// The step that runs, or that failed.
  String step() {
    return step;
  }
}
