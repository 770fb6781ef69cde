package dev.lanewise.processor;

import com.palantir.javapoet.JavaFile;
import dev.lanewise.processor.layer.NetworkModel;
import java.util.function.Consumer;

/// Turns a valid network into the source of its model.
@FunctionalInterface
interface Backend {

  /// Compiles a network.
  ///
  /// @param step told the name of each step as it begins, for the message if it fails
  JavaFile compile(NetworkModel network, Consumer<String> step);
}
