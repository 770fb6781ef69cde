package dev.lanewise.simd;

import jdk.incubator.vector.FloatVector;

/// The width of vectors that a process asks for. It is read apart from [Lanes], so that a wrong one can be refused in a
/// sentence: as a class is initialized, every exception is an error of the class.
public final class VectorBits {
  /// Name of the system property that overrides the width.
  public static final String PROPERTY = "lanewise.vectorBits";

  private VectorBits() {}

  /// The width in this process: 128, 256 or 512.
  ///
  /// @throws IllegalArgumentException if the property is none of the widths
  public static int ofProcess() {
    return of(System.getProperty(PROPERTY), FloatVector.SPECIES_PREFERRED.vectorBitSize());
  }

  /// Chooses the width.
  ///
  /// @param override what the property says, or null
  /// @param preferred the platform's own width
  /// @throws IllegalArgumentException if the property is none of the widths
  static int of(String override, int preferred) {
    if (override == null) {
      return Math.clamp(preferred, 128, 512);
    }
    return switch (override.strip()) {
      case "128", "256", "512" -> Integer.parseInt(override.strip());
      default -> throw new IllegalArgumentException("system property " + PROPERTY + " is '" + override
          + "' but must be 128, 256 or 512; leave it out to use the processor's own width");
    };
  }
}
