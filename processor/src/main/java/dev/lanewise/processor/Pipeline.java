package dev.lanewise.processor;

import com.palantir.javapoet.JavaFile;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.read.Functions;
import dev.lanewise.processor.read.MessagerDiagnostics;
import dev.lanewise.processor.read.NetworkReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
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
        write(model, network.get(), record);
      }
    }
  }

  /// The step that runs, or that failed.
  String step() {
    return step;
  }

  private void write(JavaFile model, NetworkModel network, TypeElement record) {
    step = "write";
    String prefix = network.packageName().isEmpty() ? "" : network.packageName() + ".";
    try (Writer writer = filer.createSourceFile(prefix + network.modelName(), record).openWriter()) {
      model.writeTo(writer);
    } catch (FilerException e) {
      diagnostics.report(Problem.MODEL_NAME_TAKEN, network.origin(), prefix + network.modelName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
