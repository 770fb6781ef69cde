package dev.lanewise.runtime;

/// When generated models use their code in vectors; results have the same bits either way.
///
/// The system property [#PROPERTY] says so for the whole process, and is read when a model computes for the first time:
///
/// - `compiled`, the default: as soon as HotSpot has compiled it, and plain Java until then;
/// - `always`: from the first call on;
/// - `never`: plain Java is easier to follow in a debugger.
enum VectorUse {
  COMPILED, ALWAYS, NEVER;

  /// Name of the system property.
  static final String PROPERTY = "lanewise.vectors";

  /// @param value what the property says, or null
  /// @throws IllegalArgumentException if it is none of the three
  static VectorUse of(String value) {
    return switch (value == null ? "compiled" : value.strip()) {
      case "compiled" -> COMPILED;
      case "always" -> ALWAYS;
      case "never" -> NEVER;
      default -> throw new IllegalArgumentException("system property " + PROPERTY + " is '" + value
          + "' but must be compiled, always or never; leave it out for compiled");
    };
  }

  /// The use in this process.
  ///
  /// @throws IllegalArgumentException if the property is none of the three
  static VectorUse ofProcess() {
    return of(System.getProperty(PROPERTY));
  }
}
