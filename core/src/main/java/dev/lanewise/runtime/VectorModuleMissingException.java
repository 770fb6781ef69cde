package dev.lanewise.runtime;

/// The Java runtime was started without the module that holds the Vector API.
public final class VectorModuleMissingException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  VectorModuleMissingException() {
    super("""
        [VectorModuleMissing] Lanewise needs the module jdk.incubator.vector, which this Java runtime was started \
        without.
          fix: start java with  --add-modules jdk.incubator.vector
               Maven Surefire:  <argLine>--add-modules jdk.incubator.vector</argLine>
               Gradle:          jvmArgs("--add-modules=jdk.incubator.vector") on JavaExec and Test tasks
               an IDE:          add the option to the run configuration's VM options
          see: docs/errors.md#VectorModuleMissing""");
  }
}
