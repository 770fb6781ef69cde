package dev.lanewise.processor;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.lanewise.processor.layer.NetworkModel;
import java.util.function.Consumer;

/// Generates an empty class, until lowering, passes and emitting exist.
final class StandInBackend implements Backend {
  @Override
  public JavaFile compile(NetworkModel network, Consumer<String> step) {
    return JavaFile.builder(network.packageName(), TypeSpec.classBuilder(network.modelName()).build()).build();
  }
}
