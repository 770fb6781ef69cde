package dev.lanewise.processor;

import com.google.auto.service.AutoService;
import dev.lanewise.Activation;
import dev.lanewise.Differentiable;
import dev.lanewise.Loss;
import dev.lanewise.Network;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.emit.Explanation;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphPrinter;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.layer.Row;
import dev.lanewise.processor.read.CaretPrinter;
import dev.lanewise.processor.read.DifferentiableReader;
import dev.lanewise.processor.read.FunctionClass;
import dev.lanewise.processor.read.Functions;
import dev.lanewise.processor.read.MessagerDiagnostics;
import dev.lanewise.processor.read.LossReader;
import dev.lanewise.processor.read.NetworkReader;
import dev.lanewise.processor.read.Unresolved;
import dev.lanewise.processor.read.source.Carets;
import dev.lanewise.processor.read.source.JavaBodies;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/// The annotation processor: generates a model for every record annotated [Network], and a function with its gradient
/// for every method annotated [Differentiable]. It keeps the formula of every activation and loss written in Java.
///
/// Each generated class depends on its record or method alone, so that incremental builds may regenerate it alone.
@AutoService(Processor.class)
public final class LanewiseProcessor extends AbstractProcessor {
  /// The name under which the loss is explained.
  private static final String LOSS = "loss";

  private final Backend backend;
  /// Names of networks that wait for another processor to generate a type they name.
  private Set<String> waiting = new LinkedHashSet<>();
  private final Set<Problem> said = EnumSet.noneOf(Problem.class);
  /// The names of all rows so far, and `loss` if a network has one: what there is to explain.
  private final Set<String> rows = new TreeSet<>();
  private boolean hasCheckedOptions;
  private Functions functions;

  /// Creates the processor, as the compiler does.
  public LanewiseProcessor() {
    this.backend = new ModelBackend(this::dump, this::explain);
  }

  LanewiseProcessor(Backend backend) {
    this.backend = backend;
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Elements elements = environment.getElementUtils();
    // What knows javac is loaded when the first body is read, and not at all by networks without bodies.
    functions = new Functions(elements, () -> new JavaBodies(elements, method -> functions.known(method)));
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Stream.of(Network.class, Activation.class, Loss.class, Differentiable.class)
        .map(Class::getCanonicalName)
        .collect(Collectors.toSet());
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
    functionClasses(round).filter(FunctionClass::hasBody).forEach(this::keep);
    ElementFilter.methodsIn(round.getElementsAnnotatedWith(Loss.class))
        .forEach(method -> LossReader.checkPlace(method, diagnostics()));
    Set<String> names = new LinkedHashSet<>(waiting);
    round.getElementsAnnotatedWith(Network.class).stream()
        .map(element -> ((TypeElement) element).getQualifiedName().toString())
        .forEach(names::add);
    waiting = names.stream().filter(name -> !compile(name)).collect(Collectors.toCollection(LinkedHashSet::new));
    ElementFilter.methodsIn(round.getElementsAnnotatedWith(Differentiable.class)).forEach(this::compile);
    if (round.processingOver() && !rows.isEmpty()) {
      options().checkExplained(rows, diagnostics());
    }
    return false;
  }

  private static Stream<TypeElement> functionClasses(RoundEnvironment round) {
    return Stream.of(Activation.class, Loss.class)
        .flatMap(mark -> ElementFilter.typesIn(round.getElementsAnnotatedWith(mark)).stream());
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

  private void explain(NetworkModel network, Program program) {
    for (Row row : network.rows()) {
      rows.add(row.name());
      if (options().explains(row.name())) {
        diagnostics().note(Explanation.of(row, network, program), row.origin());
      }
    }
    network.losses().forEach(loss -> {
      rows.add(LOSS);
      if (options().explains(LOSS)) {
        diagnostics().note(Explanation.of(loss, network, program), loss.origin());
      }
    });
  }

  private MessagerDiagnostics diagnostics() {
    CaretPrinter carets = (kind, text, origin) -> new Carets(processingEnv).print(kind, text, origin);
    return new MessagerDiagnostics(processingEnv.getMessager(), carets, options().showsWarnings(), said);
  }

  /// Compiles a network, unless it must wait: what never resolves is left for the compiler to report.
  private boolean compile(String name) {
    TypeElement record = processingEnv.getElementUtils().getTypeElement(name);
    if (Unresolved.isIn(record)) {
      return false;
    }
    MessagerDiagnostics diagnostics = diagnostics();
    Pipeline pipeline =
        new Pipeline(processingEnv.getElementUtils(), functions, processingEnv.getFiler(), diagnostics, backend);
    guarded(() -> pipeline.run(record), NetworkReader.origin(record), pipeline::step, diagnostics);
    return true;
  }

  private void compile(ExecutableElement method) {
    MessagerDiagnostics diagnostics = diagnostics();
    FunctionPipeline pipeline = new FunctionPipeline(
        processingEnv.getElementUtils(), processingEnv.getFiler(), diagnostics, functions::differentiable);
    guarded(() -> pipeline.run(method), DifferentiableReader.origin(method), pipeline::step, diagnostics);
  }

  /// Keeps the formula of a function for networks that are compiled later.
  private void keep(TypeElement function) {
    MessagerDiagnostics diagnostics = diagnostics();
    CompanionPipeline pipeline =
        new CompanionPipeline(processingEnv.getElementUtils(), functions, processingEnv.getFiler(), diagnostics);
    guarded(() -> pipeline.run(function), FunctionClass.origin(function), pipeline::step, diagnostics);
  }

  /// Runs what may fail by a mistake of ours, which is reported as one.
  private void guarded(Runnable work, Origin origin, Supplier<String> step, MessagerDiagnostics diagnostics) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      reportFailure(origin, step.get(), e, diagnostics);
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
