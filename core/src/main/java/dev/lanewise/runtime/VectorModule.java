package dev.lanewise.runtime;

/// The check that stands before everything that touches the Vector API, so that a forgotten option is a clear message
/// rather than a missing class.
public final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /// Checks that the Vector API is there.
  ///
  /// @throws VectorModuleMissingException if the Java runtime was started without its module
  public static void require() {
    if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
      throw new VectorModuleMissingException();
    }
  }
}
