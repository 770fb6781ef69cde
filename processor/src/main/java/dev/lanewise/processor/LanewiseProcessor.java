package dev.lanewise.processor;

import com.google.auto.service.AutoService;
import dev.lanewise.Differentiable;
import dev.lanewise.Network;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphPrinter;
import dev.lanewise.processor.read.DifferentiableReader;
import dev.lanewise.processor.read.FunctionBodies;
import dev.lanewise.processor.read.MessagerDiagnostics;
import dev.lanewise.processor.read.NetworkReader;
import dev.lanewise.processor.read.Unresolved;
import dev.lanewise.processor.read.WrittenBodies;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/// The annotation processor: generates a model for every record annotated [Network], and a function with its gradient
/// for every method annotated [Differentiable].
///
/// Each generated class depends on its record or method alone, so that incremental builds may regenerate it alone.
@AutoService(Processor.class)
public final class LanewiseProcessor extends AbstractProcessor {
  private final Backend backend;
  /// Names of networks that wait for another processor to generate a type they name.
  private Set<String> waiting = new LinkedHashSet<>();
  private final Set<Problem> said = EnumSet.noneOf(Problem.class);
  private boolean hasCheckedOptions;

  /// Creates the processor, as the compiler does.
  public LanewiseProcessor() {
    this.backend = new ModelBackend(this::dump);
  }

  LanewiseProcessor(Backend backend) {
    this.backend = backend;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Network.class.getCanonicalName(), Differentiable.class.getCanonicalName());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.copyOf(ProcessorOptions.names());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    checkOptions();
    Set<String> names = new LinkedHashSet<>(waiting);
    round.getElementsAnnotatedWith(Network.class).stream()
        .map(element -> ((TypeElement) element).getQualifiedName().toString())
        .forEach(names::add);
    waiting = names.stream().filter(name -> !compile(name)).collect(Collectors.toCollection(LinkedHashSet::new));
    ElementFilter.methodsIn(round.getElementsAnnotatedWith(Differentiable.class)).forEach(this::compile);
    return false;
  }

  private void checkOptions() {
    if (!hasCheckedOptions) {
      ProcessorOptions.check(processingEnv.getOptions(), diagnostics());
      hasCheckedOptions = true;
    }
  }

  private ProcessorOptions options() {
    return ProcessorOptions.of(processingEnv.getOptions());
  }

  private void dump(String pass, Graph graph) {
    if (options().dumps(pass)) {
      diagnostics().note("graph after " + pass + "\n" + GraphPrinter.print(graph));
    }
  }

  private MessagerDiagnostics diagnostics() {
    return new MessagerDiagnostics(processingEnv.getMessager(), options().showsWarnings(), said);
  }

  /// Compiles a network, unless it must wait: what never resolves is left for the compiler to report.
  private boolean compile(String name) {
    TypeElement record = processingEnv.getElementUtils().getTypeElement(name);
    if (Unresolved.isIn(record)) {
      return false;
    }
    MessagerDiagnostics diagnostics = diagnostics();
    Pipeline pipeline =
        new Pipeline(processingEnv.getElementUtils(), processingEnv.getFiler(), diagnostics, backend);
    try {
      pipeline.run(record);
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      reportFailure(NetworkReader.origin(record), pipeline.step(), e, diagnostics);
    }
    return true;
  }

  private void compile(ExecutableElement method) {
    MessagerDiagnostics diagnostics = diagnostics();
    FunctionBodies bodies = new WrittenBodies(processingEnv.getElementUtils());
    FunctionPipeline pipeline =
        new FunctionPipeline(processingEnv.getElementUtils(), processingEnv.getFiler(), diagnostics, bodies);
    try {
      pipeline.run(method);
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      reportFailure(DifferentiableReader.origin(method), pipeline.step(), e, diagnostics);
    }
  }

  private void reportFailure(Origin origin, String step, Throwable failure, MessagerDiagnostics diagnostics) {
    diagnostics.report(Problem.INTERNAL_ERROR, origin, step, failure);
    if (options().isVerbose()) {
      diagnostics.note(stackTrace(failure));
    }
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
