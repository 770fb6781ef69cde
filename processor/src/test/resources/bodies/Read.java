package bodies;

import static java.lang.Math.exp;
import static bodies.Constants.*;

import dev.lanewise.Activation;
import dev.lanewise.Loss;
import dev.lanewise.Rows;

/** Every construct that a body may contain, with the formula that it stands for. */
final class Read {
  static final float SLOPE = 0.25f;
  static final double ROOT = Math.sqrt(2);
  private static final int ROUNDS = 2;

  // reads as: x * x + 1
  @Activation static final class Arithmetic { static float of(float x) { return x * x + 1; } }

  // reads as: 3 - x / 4 * -x
  @Activation static final class Operators { static float of(float x) { return +3 - (x / 4) * -x; } }

  // reads as: 0.1 * x
  @Activation static final class FloatLiteral { static float of(float x) { return 0.1f * x; } }

  // reads as: 2 * x
  @Activation static final class WholeDivision { static float of(float x) { return (7 / 3) * x; } }

  // reads as: 1 * x
  @Activation static final class Remainder { static float of(float x) { return (7 % 3) * x; } }

  // reads as: soft = log1p(exp(x)); x * tanh(soft)
  @Activation static final class Local {
    static float of(float x) {
      float soft = (float) Math.log1p(exp(x));
      return x * (float) Math.tanh(soft);
    }
  }

  // reads as: y = x + 1; y2 = y * y; y2 - 3
  @Activation static final class Reassigned {
    static float of(float x) {
      float y = x + 1;
      y = y * y;
      y -= 3;
      return y;
    }
  }

  // reads as: y = x * 2; y2 = y + 1; y2 - 3
  @Activation static final class Compound {
    static double of(double x) {
      double y = x;
      y *= 2;
      y++;
      y -= 3;
      return y;
    }
  }

  // reads as: w = x * x; w * x
  @Activation static final class Inferred { static float of(float z) { var w = z * z; return w * z; } }

  // reads as: where(x > 0, x, 0.25 * x)
  @Activation static final class Choice { static float of(float x) { return x > 0 ? x : SLOPE * x; } }

  // reads as: where(x > 0 && x < 6, x, where(x >= 6, 6, 0))
  @Activation static final class Returns {
    static float of(float x) {
      if (x > 0 && x < 6) {
        return x;
      }
      if (x >= 6) {
        return 6;
      } else {
        return 0;
      }
    }
  }

  // reads as: y = x * x; y2 = -x; y3 = where(x < 0, y2, y); y3 + 1
  @Activation static final class Joined {
    static float of(float x) {
      float y = x * x;
      if (x < 0) {
        y = -x;
      }
      return y + 1;
    }
  }

  // reads as: y = where(x > 1, 1, x); y2 = where(x < -1, -1, y); y2 * 2
  @Activation static final class AssignedLater {
    static float of(float x) {
      float y;
      if (x < -1) {
        y = -1;
      } else if (x > 1) {
        y = 1;
      } else {
        y = x;
      }
      return y * 2;
    }
  }

  // reads as: where(x != 0 || !(x <= 2), x, 1)
  @Activation static final class Conditions {
    static float of(float x) {
      boolean isFar = x != 0 || !(x <= 2);
      return isFar ? x : 1;
    }
  }

  // reads as: where(x != x, 0, x)
  @Activation static final class NotANumber { static float of(float x) { return Float.isNaN(x) ? 0 : x; } }

  // reads as: x
  @Activation static final class Decided {
    static float of(float x) {
      if (ROUNDS > 5) {
        return 0;
      }
      return true ? x : x * x;
    }
  }

  // reads as: sum = 0 + x * 0; sum2 = sum + x * 1; sum2 + x * 2
  @Activation static final class Loop {
    static float of(float x) {
      float sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += x * i;
      }
      return sum;
    }
  }

  // reads as: y = 1 + x * x / 1 * 0.5; 1 + y * x / 1 * 0.25
  @Activation static final class LoopDown {
    static float of(float x) {
      float y = x;
      for (int i = ROUNDS; i > 0; i -= 1) {
        y = 1 + y * x / 1f * (i == 2 ? 0.5f : 0.25f);
      }
      return y;
    }
  }

  // reads as: where(abs(x) <= 1, 0.5 * x * x, 1 * abs(x) - 0.5)
  @Activation static final class Helper { static float of(float x) { return huber(x, 1); } }

  static float huber(float error, float delta) {
    if (Math.abs(error) <= delta) {
      return 0.5f * error * error;
    }
    return delta * Math.abs(error) - 0.5f * delta * delta;
  }

  // reads as: 2 * x + 3 * x
  @Activation static final class OtherClass { static float of(float x) { return TWO * x + Constants.triple(x); } }

  // reads as: 1.4142135623730951 * x
  @Activation static final class ComputedConstant { static double of(double x) { return ROOT * x; } }

  // reads as: 3.141592653589793 * x
  @Activation static final class LibraryConstant { static double of(double x) { return Math.PI * x; } }

  // reads as: min(max(x, 0), 6) / 6
  @Activation static final class Clamped { static float of(float x) { return Math.clamp(x, 0, 6) / 6; } }

  // reads as: abs(x) + sign(x) + min(x, 2) + max(x, -2) + sqrt(x * x) + expm1(-(x * x)) + log(x * x + 1) + tanh(x)
  @Activation static final class MathTable {
    static double of(double x) {
      return Math.abs(x) + Math.signum(x) + Math.min(x, 2) + Math.max(x, -2) + StrictMath.sqrt(x * x)
          + Math.expm1(-(x * x)) + Math.log(x * x + 1) + java.lang.Math.tanh(x);
    }
  }

  // reads as: sin(x) + cos(x) + atan(x) + sin(x) / cos(x) + pow(abs(x), 1.5)
  @Activation static final class Waves {
    static double of(double x) {
      return Math.sin(x) + Math.cos(x) + Math.atan(x) + Math.tan(x) + Math.pow(Math.abs(x), 1.5);
    }
  }

  // reads as: x + floor(x) + -floor(-x) + rint(x) + floor(x + 0.5)
  @Activation static final class Rounded {
    static float of(float x) {
      return x + (float) Math.floor(x) + (float) Math.ceil(x) + (float) Math.rint(x) + Math.round(x);
    }
  }

  // reads as: x + where(x < 0, -floor(-x), floor(x))
  @Activation static final class Cut { static float of(float x) { return x + (int) x; } }

  // reads as: slope * x + x2
  @Activation static final class Parameters { static float of(float z, float slope, float x) { return slope * z + x; } }

  // reads as: error = prediction - target; error * error
  @Loss static final class Squares {
    static float of(float y, float t) {
      float error = y - t;
      return error * error;
    }
  }

  // reads as: logSumExp(outputs) - outputs[label]
  @Loss static final class CrossEntropy {
    static double of(float[] z, int t) { return Rows.logSumExp(z) - z[t]; }
  }

  // reads as: sum = sum(exp(outputs)); sum / width - outputs[0]
  @Loss static final class MeanOfExponentials {
    static double of(float[] outputs, int label) {
      double sum = 0;
      for (int i = 0; i < outputs.length; i++) {
        sum += Math.exp(outputs[i]);
      }
      return sum / outputs.length - outputs[0];
    }
  }

  // reads as: sum(where(position != label, max(0, 1 - outputs[label] + outputs), 0))
  @Loss static final class MultiClassHinge {
    static float of(float[] outputs, int label) {
      float sum = 0;
      for (int i = 0; i < outputs.length; i++) {
        if (i != label) {
          sum += Math.max(0, 1 - outputs[label] + outputs[i]);
        }
      }
      return sum;
    }
  }

  // reads as: max = rowMax(outputs); min = -rowMax(-outputs); max + min
  @Loss static final class Extremes {
    static float of(float[] outputs, int label) {
      float max = Float.NEGATIVE_INFINITY;
      float min = Float.POSITIVE_INFINITY;
      for (float output : outputs) {
        max = Math.max(max, output);
        if (output < min) {
          min = output;
        }
      }
      return max + min;
    }
  }

  // reads as: both = sum(outputs * targets); all = sum(outputs + targets); 1 - 2 * (both + 1) / (all + 1)
  @Loss static final class Dice {
    static float of(float[] outputs, float[] targets) {
      float both = 0;
      float all = 0;
      for (int i = 0; i < outputs.length; i++) {
        both += outputs[i] * targets[i];
        all = all + (outputs[i] + targets[i]);
      }
      return 1 - 2 * (both + 1) / (all + 1);
    }
  }

  // reads as: error = targets[0] - outputs[0]; 0.5 * (outputs[1] + error * error / exp(outputs[1]))
  @Loss static final class Gaussian {
    static double of(float[] outputs, float[] targets) {
      float error = targets[0] - outputs[0];
      return 0.5 * (outputs[1] + error * error / Math.exp(outputs[1]));
    }
  }

  // reads as: n = width * 2; n + 0 * outputs[label]
  @Loss static final class Counted {
    static float of(float[] outputs, int label) {
      int n = 0;
      for (int i = 0; i < outputs.length; i++) {
        n += 2;
      }
      return n + 0 * outputs[label];
    }
  }
}

final class Constants {
  static final int TWO = 2;

  static float triple(float x) {
    return 3 * x;
  }
}
