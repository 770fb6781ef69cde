package dev.lanewise.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The vector width that all of Lanewise computes with.
///
/// It is the widest one the platform prefers, between 128 and 512 bits. The system property [VectorBits#PROPERTY] sets
/// it to `128`, `256` or `512` instead; results are the same bits at each. A width that the processor does not have is
/// allowed, so that any machine can test every width, but the Java runtime then computes lane by lane, hundreds of
/// times slower. The property is read once, when this class is initialized.
public final class Lanes {
  /// The species of all float vectors.
  public static final VectorSpecies<Float> SPECIES = ofBits(VectorBits.ofProcess());

  /// The species of all int vectors; it has as many lanes as [#SPECIES].
  public static final VectorSpecies<Integer> INT_SPECIES = SPECIES.withLanes(int.class);

  /// Floats in a vector: 4, 8 or 16.
  public static final int LENGTH = SPECIES.length();

  /// Whether tiles of products may count on 32 vector registers, for 24 sums. Of the platforms of HotSpot only x86 has
  /// 16, unless it has vectors of 512 bits. Vectors of 128 bits count as those of ARM, which has 32: with the width
  /// set, any machine tests what is computed there.
  public static final boolean HAS_32_REGISTERS = has32Registers(LENGTH, System.getProperty("os.arch"));

  /// The number of each lane, 0 to `LENGTH - 1`, for masks of one lane or of a row's last elements.
  ///
  /// Compare it where the mask is needed: a mask that a method returns is allocated wherever C2 does not inline the
  /// method, as in a loop that has taken in an exponential before.
  public static final FloatVector NUMBERS = FloatVector.zero(SPECIES).addIndex(1);

  private Lanes() {}

  static boolean has32Registers(int length, String architecture) {
    boolean isX86 = architecture.equals("amd64") || architecture.equals("x86_64");
    return !isX86 || length != 8;
  }

  private static VectorSpecies<Float> ofBits(int bits) {
    return switch (bits) {
      case 512 -> FloatVector.SPECIES_512;
      case 256 -> FloatVector.SPECIES_256;
      default -> FloatVector.SPECIES_128;
    };
  }
}
