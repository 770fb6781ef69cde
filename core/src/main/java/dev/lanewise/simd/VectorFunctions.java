package dev.lanewise.simd;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import jdk.incubator.vector.FloatVector;

/// The functions of [VectorMath] as method handles, through which generated loops call them.
///
/// C2 does not inline an ordinary method any more once a compilation has 18,000 nodes, of which one function takes
/// 13,000 to 28,000; the vectors that pass between are then boxed. A call through a constant method handle is
/// inlined later, when most nodes have folded away, and is free of that limit:
/// `(FloatVector) VectorFunctions.EXP.invokeExact(x)`. It computes the same bits and costs the same time.
public final class VectorFunctions {
  /// [VectorMath#exp].
  public static final MethodHandle EXP = handle("exp");

  /// [VectorMath#expm1].
  public static final MethodHandle EXPM1 = handle("expm1");

  /// [VectorMath#log].
  public static final MethodHandle LOG = handle("log");

  /// [VectorMath#log1p].
  public static final MethodHandle LOG1P = handle("log1p");

  /// [VectorMath#sign].
  public static final MethodHandle SIGN = handle("sign");

  /// [VectorMath#rint].
  public static final MethodHandle RINT = handle("rint");

  /// [VectorMath#floor].
  public static final MethodHandle FLOOR = handle("floor");

  /// [VectorMath#sin].
  public static final MethodHandle SIN = handle("sin");

  /// [VectorMath#cos].
  public static final MethodHandle COS = handle("cos");

  /// [VectorMath#atan].
  public static final MethodHandle ATAN = handle("atan");

  /// [VectorPower#pow], of two vectors.
  public static final MethodHandle POW = handleOfTwo(VectorPower.class, "pow");

  /// [VectorMath#tanh].
  public static final MethodHandle TANH = handle("tanh");

  /// [VectorMath#sigmoid].
  public static final MethodHandle SIGMOID = handle("sigmoid");

  /// [VectorMath#softplus].
  public static final MethodHandle SOFTPLUS = handle("softplus");

  /// [VectorMath#erf].
  public static final MethodHandle ERF = handle("erf");

  private VectorFunctions() {}

  /// What to throw where a handle throws: its exception itself, which the functions do not declare.
  ///
  /// The signature of a handle makes its caller catch everything.
  public static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
  }

  /// The handle of a function of [VectorMath] of one vector.
  static MethodHandle handle(String name) {
    return handle(VectorMath.class, name, 1);
  }

  /// The handle of a function of [VectorMath] of two vectors.
  static MethodHandle handleOfTwo(String name) {
    return handle(VectorMath.class, name, 2);
  }

  /// The handle of a function of two vectors.
  static MethodHandle handleOfTwo(Class<?> home, String name) {
    return handle(home, name, 2);
  }

  /// The handle of a function of three vectors.
  static MethodHandle handleOfThree(Class<?> home, String name) {
    return handle(home, name, 3);
  }

  /// A handle that calls a function through the frame which all functions have in common.
  ///
  /// C2 takes a function in only where the profile of the frame that calls it has seen enough. A handle called directly
  /// soon has a frame of its own, which may not have been profiled when its caller is compiled: then every vector is
  /// boxed for good. A handle within a handle keeps the common frame, which has been profiled long before.
  private static MethodHandle inCommonFrame(MethodHandle function) {
    return MethodHandles.filterReturnValue(function, MethodHandles.identity(FloatVector.class));
  }

  private static MethodHandle handle(Class<?> home, String name, int vectors) {
    MethodType type = MethodType.methodType(FloatVector.class, Collections.nCopies(vectors, FloatVector.class));
    try {
      return inCommonFrame(MethodHandles.lookup().findStatic(home, name, type));
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException(home.getSimpleName() + " has no function " + name, missing);
    }
  }
}
