package dev.lanewise.processor;

import dev.lanewise.formula.Expr;
import dev.lanewise.processor.emit.ModelEmitter;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.GraphBuilder;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.layer.Lowering;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.pass.MakeProgram;
import dev.lanewise.processor.pass.Pass;
import dev.lanewise.processor.pass.Passes;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;

/// The processor with mistakes put in: in the graph behind differentiation, and in the text of what is generated.
public final class CorruptingProcessor extends AbstractProcessor {
  private final LanewiseProcessor processor;
  private final BinaryOperator<String> text;

  /// @param gradient takes a record's name and gives the mistake that is made in the derivative of its row `hidden`
  /// @param text takes a generated class's name and its source, and gives another source
  public CorruptingProcessor(Map<String, UnaryOperator<Expr>> gradient, BinaryOperator<String> text) {
    this.processor = new LanewiseProcessor((network, step) -> {
      Graph graph = Lowering.lower(network);
      for (Pass pass : Passes.IN_ORDER) {
        graph = pass.rewrite().apply(graph);
        if (pass.name().equals("differentiate") && gradient.containsKey(network.recordName())) {
          graph = corrupted(graph, network, gradient.get(network.recordName()));
        }
      }
      return ModelEmitter.emit(network, MakeProgram.of(graph, network.penalties(), network.inputNoise()));
    });
    this.text = text;
  }

  private static Graph corrupted(Graph graph, NetworkModel network, UnaryOperator<Expr> mistake) {
    GraphBuilder rebuilt = new GraphBuilder();
    Map<Value, Value> replacements = new HashMap<>();
    boolean isMade = false;
    for (Value value : graph.values()) {
      List<Value> inputs = value.op().inputs().stream().map(replacements::get).toList();
      Op op = value.op() instanceof Op.Leaf ? value.op() : value.op().withInputs(inputs);
      if (value.name().equals("dHiddenPreActivation") && op instanceof Op.Map map) {
        op = new Op.Map(mistake.apply(map.formula()), map.arguments(), map.inputs());
        isMade = !op.equals(map);
      }
      if (op instanceof Op.Leaf) {
        rebuilt.adopt(value);
        replacements.put(value, value);
      } else {
        replacements.put(value, rebuilt.value(value.name(), op, value.origin()));
      }
    }
    if (!isMade) {
      throw new AssertionError("no mistake is made in " + network.recordName());
    }
    Map<String, Value> gradients = new LinkedHashMap<>();
    graph.gradients().forEach((name, value) -> gradients.put(name, replacements.get(value)));
    return new Graph(
        rebuilt.values(), replacements.get(graph.outputs()), graph.loss().map(replacements::get), gradients);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return processor.getSupportedOptions();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public void init(ProcessingEnvironment environment) {
    Filer filer = proxy(Filer.class, environment.getFiler(), "createSourceFile",
        file -> new CorruptedFile((JavaFileObject) file, text));
    processor.init(proxy(ProcessingEnvironment.class, environment, "getFiler", real -> filer));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return processor.process(annotations, round);
  }

  /// The same object but for what one of its methods returns.
  private static <T> T proxy(Class<T> type, T real, String changed, UnaryOperator<Object> change) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
      try {
        Object result = method.invoke(real, arguments);
        return method.getName().equals(changed) ? change.apply(result) : result;
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    }));
  }

  private static final class CorruptedFile extends ForwardingJavaFileObject<JavaFileObject> {
    private final BinaryOperator<String> text;

    CorruptedFile(JavaFileObject file, BinaryOperator<String> text) {
      super(file);
      this.text = text;
    }

    @Override
    public Writer openWriter() throws IOException {
      Writer real = super.openWriter();
      return new FilterWriter(new StringWriter()) {
        @Override
        public void close() throws IOException {
          String name = CorruptedFile.this.getName();
          String model = name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf('.'));
          try (real) {
            real.write(text.apply(model, out.toString()));
          }
        }
      };
    }
  }
}
