package dev.lanewise.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Transposes a block of 16 by 16 floats in vector registers.
///
/// Four stages swap, in each pair of rows that lie 1, 2, 4 and 8 apart, the off-diagonal blocks of that size. After
/// them row `i` of the block is its column `i`.
final class Block16 {
  /// Rows and columns of a block.
  static final int SIZE = 16;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;

  private static final FloatVector UPPER_1 = upper(1);
  private static final FloatVector LOWER_1 = lower(1);
  private static final FloatVector UPPER_2 = upper(2);
  private static final FloatVector LOWER_2 = lower(2);
  private static final FloatVector UPPER_4 = upper(4);
  private static final FloatVector LOWER_4 = lower(4);
  private static final FloatVector UPPER_8 = upper(8);
  private static final FloatVector LOWER_8 = lower(8);

  private Block16() {}

  /// Transposes a block; needs 512-bit vectors to be fast.
  ///
  /// @param stride floats from one row of the source to the next
  /// @param intoStride floats from one row of the target to the next
  static void transpose(float[] from, int at, int stride, float[] into, int intoAt, int intoStride) {
    FloatVector r0 = FloatVector.fromArray(SPECIES, from, at);
    FloatVector r1 = FloatVector.fromArray(SPECIES, from, at + stride);
    FloatVector r2 = FloatVector.fromArray(SPECIES, from, at + 2 * stride);
    FloatVector r3 = FloatVector.fromArray(SPECIES, from, at + 3 * stride);
    FloatVector r4 = FloatVector.fromArray(SPECIES, from, at + 4 * stride);
    FloatVector r5 = FloatVector.fromArray(SPECIES, from, at + 5 * stride);
    FloatVector r6 = FloatVector.fromArray(SPECIES, from, at + 6 * stride);
    FloatVector r7 = FloatVector.fromArray(SPECIES, from, at + 7 * stride);
    FloatVector r8 = FloatVector.fromArray(SPECIES, from, at + 8 * stride);
    FloatVector r9 = FloatVector.fromArray(SPECIES, from, at + 9 * stride);
    FloatVector r10 = FloatVector.fromArray(SPECIES, from, at + 10 * stride);
    FloatVector r11 = FloatVector.fromArray(SPECIES, from, at + 11 * stride);
    FloatVector r12 = FloatVector.fromArray(SPECIES, from, at + 12 * stride);
    FloatVector r13 = FloatVector.fromArray(SPECIES, from, at + 13 * stride);
    FloatVector r14 = FloatVector.fromArray(SPECIES, from, at + 14 * stride);
    FloatVector r15 = FloatVector.fromArray(SPECIES, from, at + 15 * stride);
    FloatVector a0 = UPPER_1.selectFrom(r0, r1);
    FloatVector a1 = LOWER_1.selectFrom(r0, r1);
    FloatVector a2 = UPPER_1.selectFrom(r2, r3);
    FloatVector a3 = LOWER_1.selectFrom(r2, r3);
    FloatVector a4 = UPPER_1.selectFrom(r4, r5);
    FloatVector a5 = LOWER_1.selectFrom(r4, r5);
    FloatVector a6 = UPPER_1.selectFrom(r6, r7);
    FloatVector a7 = LOWER_1.selectFrom(r6, r7);
    FloatVector a8 = UPPER_1.selectFrom(r8, r9);
    FloatVector a9 = LOWER_1.selectFrom(r8, r9);
    FloatVector a10 = UPPER_1.selectFrom(r10, r11);
    FloatVector a11 = LOWER_1.selectFrom(r10, r11);
    FloatVector a12 = UPPER_1.selectFrom(r12, r13);
    FloatVector a13 = LOWER_1.selectFrom(r12, r13);
    FloatVector a14 = UPPER_1.selectFrom(r14, r15);
    FloatVector a15 = LOWER_1.selectFrom(r14, r15);
    FloatVector b0 = UPPER_2.selectFrom(a0, a2);
    FloatVector b2 = LOWER_2.selectFrom(a0, a2);
    FloatVector b1 = UPPER_2.selectFrom(a1, a3);
    FloatVector b3 = LOWER_2.selectFrom(a1, a3);
    FloatVector b4 = UPPER_2.selectFrom(a4, a6);
    FloatVector b6 = LOWER_2.selectFrom(a4, a6);
    FloatVector b5 = UPPER_2.selectFrom(a5, a7);
    FloatVector b7 = LOWER_2.selectFrom(a5, a7);
    FloatVector b8 = UPPER_2.selectFrom(a8, a10);
    FloatVector b10 = LOWER_2.selectFrom(a8, a10);
    FloatVector b9 = UPPER_2.selectFrom(a9, a11);
    FloatVector b11 = LOWER_2.selectFrom(a9, a11);
    FloatVector b12 = UPPER_2.selectFrom(a12, a14);
    FloatVector b14 = LOWER_2.selectFrom(a12, a14);
    FloatVector b13 = UPPER_2.selectFrom(a13, a15);
    FloatVector b15 = LOWER_2.selectFrom(a13, a15);
    FloatVector c0 = UPPER_4.selectFrom(b0, b4);
    FloatVector c4 = LOWER_4.selectFrom(b0, b4);
    FloatVector c1 = UPPER_4.selectFrom(b1, b5);
    FloatVector c5 = LOWER_4.selectFrom(b1, b5);
    FloatVector c2 = UPPER_4.selectFrom(b2, b6);
    FloatVector c6 = LOWER_4.selectFrom(b2, b6);
    FloatVector c3 = UPPER_4.selectFrom(b3, b7);
    FloatVector c7 = LOWER_4.selectFrom(b3, b7);
    FloatVector c8 = UPPER_4.selectFrom(b8, b12);
    FloatVector c12 = LOWER_4.selectFrom(b8, b12);
    FloatVector c9 = UPPER_4.selectFrom(b9, b13);
    FloatVector c13 = LOWER_4.selectFrom(b9, b13);
    FloatVector c10 = UPPER_4.selectFrom(b10, b14);
    FloatVector c14 = LOWER_4.selectFrom(b10, b14);
    FloatVector c11 = UPPER_4.selectFrom(b11, b15);
    FloatVector c15 = LOWER_4.selectFrom(b11, b15);
    FloatVector d0 = UPPER_8.selectFrom(c0, c8);
    FloatVector d8 = LOWER_8.selectFrom(c0, c8);
    FloatVector d1 = UPPER_8.selectFrom(c1, c9);
    FloatVector d9 = LOWER_8.selectFrom(c1, c9);
    FloatVector d2 = UPPER_8.selectFrom(c2, c10);
    FloatVector d10 = LOWER_8.selectFrom(c2, c10);
    FloatVector d3 = UPPER_8.selectFrom(c3, c11);
    FloatVector d11 = LOWER_8.selectFrom(c3, c11);
    FloatVector d4 = UPPER_8.selectFrom(c4, c12);
    FloatVector d12 = LOWER_8.selectFrom(c4, c12);
    FloatVector d5 = UPPER_8.selectFrom(c5, c13);
    FloatVector d13 = LOWER_8.selectFrom(c5, c13);
    FloatVector d6 = UPPER_8.selectFrom(c6, c14);
    FloatVector d14 = LOWER_8.selectFrom(c6, c14);
    FloatVector d7 = UPPER_8.selectFrom(c7, c15);
    FloatVector d15 = LOWER_8.selectFrom(c7, c15);
    d0.intoArray(into, intoAt);
    d1.intoArray(into, intoAt + intoStride);
    d2.intoArray(into, intoAt + 2 * intoStride);
    d3.intoArray(into, intoAt + 3 * intoStride);
    d4.intoArray(into, intoAt + 4 * intoStride);
    d5.intoArray(into, intoAt + 5 * intoStride);
    d6.intoArray(into, intoAt + 6 * intoStride);
    d7.intoArray(into, intoAt + 7 * intoStride);
    d8.intoArray(into, intoAt + 8 * intoStride);
    d9.intoArray(into, intoAt + 9 * intoStride);
    d10.intoArray(into, intoAt + 10 * intoStride);
    d11.intoArray(into, intoAt + 11 * intoStride);
    d12.intoArray(into, intoAt + 12 * intoStride);
    d13.intoArray(into, intoAt + 13 * intoStride);
    d14.intoArray(into, intoAt + 14 * intoStride);
    d15.intoArray(into, intoAt + 15 * intoStride);
  }

  /// Which lanes of two rows, counted on from the first, make the upper one of a pair `distance` apart.
  private static FloatVector upper(int distance) {
    float[] lanes = new float[SIZE];
    for (int lane = 0; lane < SIZE; lane++) {
      lanes[lane] = (lane & distance) == 0 ? lane : SIZE + lane - distance;
    }
    return FloatVector.fromArray(SPECIES, lanes, 0);
  }

  private static FloatVector lower(int distance) {
    float[] lanes = new float[SIZE];
    for (int lane = 0; lane < SIZE; lane++) {
      lanes[lane] = (lane & distance) == 0 ? lane + distance : SIZE + lane;
    }
    return FloatVector.fromArray(SPECIES, lanes, 0);
  }
}
