package dev.lanewise.processor;

import com.palantir.javapoet.JavaFile;
import dev.lanewise.processor.emit.ModelEmitter;
import dev.lanewise.processor.ir.Graph;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.layer.Lowering;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.pass.MakeProgram;
import dev.lanewise.processor.pass.Pass;
import dev.lanewise.processor.pass.Passes;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The compiler behind the front end: lower to a graph, run the passes, make the program, emit the source.
final class ModelBackend implements Backend {
  /// The name under which the graph is dumped before any pass.
  static final String LOWERED = "lower";

  private final BiConsumer<String, Graph> dump;
  private final BiConsumer<NetworkModel, Program> explain;

  /// Creates the compiler.
  ///
  /// @param dump takes the graph after each step, by the step's name
  /// @param explain takes each network with its program
  ModelBackend(BiConsumer<String, Graph> dump, BiConsumer<NetworkModel, Program> explain) {
    this.dump = dump;
    this.explain = explain;
  }

  @Override
  public JavaFile compile(NetworkModel network, Consumer<String> step) {
    step.accept(LOWERED);
    Graph graph = Lowering.lower(network);
    dump.accept(LOWERED, graph);
    for (Pass pass : Passes.IN_ORDER) {
      step.accept(pass.name());
      graph = pass.rewrite().apply(graph);
      dump.accept(pass.name(), graph);
    }
    step.accept("make-program");
    Program program = MakeProgram.of(graph, network.penalties(), network.inputNoise());
    step.accept("explain");
    explain.accept(network, program);
    step.accept("emit");
    return ModelEmitter.emit(network, program);
  }
}
