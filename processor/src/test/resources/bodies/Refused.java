package bodies;

import dev.lanewise.Activation;
import dev.lanewise.Loss;

/** What a body may not contain, with what is said about it. */
final class Refused {
  static float changing = 2;
  static final float[] TABLE = {1, 2};

  // refused: a while loop runs as often as its values say | x / 2 | write a for loop with constant bounds
  @Activation static final class While {
    static float of(float x) {
      while (x > 1) { x = x / 2; }
      return x;
    }
  }

  // refused: 'i < x' decides at run time how often a loop runs | constant bounds
  @Activation static final class RunTimeBound {
    static float of(float x) {
      float y = 0;
      for (int i = 0; i < x; i++) { y += i; }
      return y;
    }
  }

  // refused: a loop has more than 1000 rounds | use fewer rounds
  @Activation static final class LongLoop {
    static float of(float x) {
      float y = 0;
      for (int i = 0; i < 100_000; i++) { y = x; }
      return y;
    }
  }

  // refused: a loop returns | return after the loop
  @Activation static final class ReturnInLoop {
    static float of(float x) {
      for (int i = 0; i < 3; i++) { if (x > i) { return i; } }
      return x;
    }
  }

  // refused: a loop that is left early | choose with ?:
  @Activation static final class Break {
    static float of(float x) {
      for (int i = 0; i < 3; i++) { if (x > i) { break; } }
      return x;
    }
  }

  // refused: a loop has no end
  @Activation static final class Endless {
    static float of(float x) {
      for (int i = 0; ; i++) { x++; }
    }
  }

  // refused: a switch is not part of formulas | write if and else
  @Activation static final class Switch {
    static float of(float x) {
      return switch (TABLE.length) { case 2 -> x; default -> 0; };
    }
  }

  // refused: 'new' makes an object | use local variables
  @Activation static final class New {
    static float of(float x) { return new float[] {x}[0]; }
  }

  // refused: exceptions are not part of formulas | return a number in every case
  @Activation static final class Throw {
    static float of(float x) {
      if (x < 0) { throw new IllegalArgumentException(); }
      return x;
    }
  }

  // refused: the field changing can change | make it static and final
  @Activation static final class MutableField {
    static float of(float x) { return changing * x; }
  }

  // refused: the field TABLE is not a number | use a constant of type float
  @Activation static final class ArrayField {
    static float of(float x) { return TABLE[0] * x; }
  }

  // refused: 'changing' is written to, and is not a local variable | use a local variable
  @Activation static final class FieldWrite {
    static float of(float x) { changing = x; return x; }
  }

  // refused: 'System.out.println(x)' has no part in the value | remove it
  @Activation static final class Effect {
    static float of(float x) { System.out.println(x); return x; }
  }

  // refused: leads back to where it comes from | write a loop with constant bounds
  @Activation static final class Recursion {
    static float of(float x) { return x < 1 ? x : of(x / 2); }
  }

  // refused: Math.nextUp is not part of formulas | use one of abs,
  @Activation static final class UnknownMath {
    static float of(float x) { return Math.nextUp(x); }
  }

  // refused: String.valueOf comes from a class file | annotate it with @Differentiable
  @Activation static final class Library {
    static float of(float x) { return String.valueOf(x) == null ? 0 : x; }
  }

  // refused: the call of length leads to no static method | make length a static method
  @Activation static final class Missing {
    static float of(float x) { return x + "a".length(); }
  }

  // refused: has the remainder of a number that is not a constant | Math.floor
  @Activation static final class RemainderOfVariable {
    static float of(float x) { return x % 2; }
  }

  // refused: operations on bits are not part of formulas
  @Activation static final class Bits {
    static float of(float x) { return x + (3 << 1); }
  }

  // refused: an assignment inside of an expression is hard to read
  @Activation static final class AssignmentInside {
    static float of(float x) { float y; return (y = x) + y; }
  }

  // refused: the type String is not part of formulas | use float, double or int
  @Activation static final class Text {
    static float of(float x) { String s = "a"; return x; }
  }

  // refused: the literal 'a' is not a number
  @Activation static final class Character {
    static float of(float x) { return x + 'a'; }
  }

  // refused: stands for a formula of more than 20000 operations
  @Activation static final class TooLarge {
    static float of(float x) {
      float y = x;
      for (int i = 0; i < 40; i++) { y = y * y + y; }
      return y;
    }
  }

  // refused: divides whole numbers | make one of them a float
  @Loss static final class WholeDivision {
    static float of(float[] outputs, int label) { return 1 / outputs.length * outputs[label]; }
  }

  // refused: a loop over a row changes 'product' in a way that is neither a sum nor a maximum | product +=
  @Loss static final class Product {
    static float of(float[] outputs, int label) {
      float product = 1;
      for (float output : outputs) { product *= output; }
      return product;
    }
  }

  // refused: a loop over a row stands inside of another one | before the outer one
  @Loss static final class Pairs {
    static float of(float[] outputs, int label) {
      float sum = 0;
      for (int i = 0; i < outputs.length; i++) {
        for (int j = 0; j < outputs.length; j++) { sum += Math.max(0, outputs[i] - outputs[j]); }
      }
      return sum;
    }
  }

  // refused: has an index that is computed | use the variable of a loop
  @Loss static final class Neighbour {
    static float of(float[] outputs, int label) {
      float sum = 0;
      for (int i = 0; i < outputs.length; i++) { sum += outputs[i + 1]; }
      return sum;
    }
  }

  // refused: is outside of the array, at -1
  @Loss static final class Outside {
    static float of(float[] outputs, int label) { return outputs[-1] + outputs[label]; }
  }

  // refused: the array outputs stands where a number is needed | outputs[i]
  @Loss static final class ArrayAsNumber {
    static float of(float[] outputs, int label) { return (float) (outputs == null ? 0 : 1); }
  }

  // refused: 'outputs[0]' is written to
  @Loss static final class ArrayWrite {
    static float of(float[] outputs, int label) { outputs[0] = 1; return outputs[label]; }
  }
}
