package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import dev.lanewise.init.CounterRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Trajectories of optimizers beside the algorithms as their authors published them, in double precision.
///
/// Sixteen weights, all of them in use, and gradients that are the same random numbers for both, with the rate falling.
class OptimizerReferenceTest {
  private static final int SIZE = 16;
  private static final int STEPS = 40;
  private static final double RATE = 0.05f;
  private static final double DECAY = 0.02f;
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(List.of(new ParameterSlot("row.weight", List.of(SIZE, 1), 0, SIZE)));

  /// A published algorithm.
  private abstract static class Published {
    final double[] w = new double[SIZE];
    final double[] m = new double[SIZE];
    final double[] v = new double[SIZE];
    int t;

    abstract void step(double[] g, double rate);

    double[] evaluated() {
      return w;
    }
  }

  private static final Map<String, Supplier<Published>> PUBLISHED = Map.of(
      "AdaGrad", () -> new Published() {
        @Override
        void step(double[] g, double rate) {
          for (int i = 0; i < SIZE; i++) {
            double d = g[i] + DECAY * w[i];
            v[i] += d * d;
            w[i] -= rate / (Math.sqrt(v[i]) + 1e-10) * d;
          }
        }
      },
      "RMSprop", () -> new Published() {
        @Override
        void step(double[] g, double rate) {
          for (int i = 0; i < SIZE; i++) {
            double d = g[i] + DECAY * w[i];
            v[i] = (double) 0.9f * v[i] + (1 - (double) 0.9f) * d * d;
            w[i] -= rate * d / (Math.sqrt(v[i]) + 1e-8);
          }
        }
      },
      "Adam", () -> new PublishedAdam(DECAY, 0),
      "AdamW", () -> new PublishedAdam(0, DECAY),
      "Lion", () -> new Published() {
        @Override
        void step(double[] g, double rate) {
          for (int i = 0; i < SIZE; i++) {
            double update = Math.signum((double) 0.9f * m[i] + (1 - (double) 0.9f) * g[i]);
            m[i] = (double) 0.99f * m[i] + (1 - (double) 0.99f) * g[i];
            w[i] -= rate * (update + DECAY * w[i]);
          }
        }
      },
      "Schedule-Free AdamW", PublishedScheduleFree::new,
      "Prodigy", PublishedProdigy::new);

  /// Algorithm 1 of Kingma and Ba, and algorithm 2 of Loshchilov and Hutter in PyTorch's form.
  private static final class PublishedAdam extends Published {
    private final double coupled;
    private final double decoupled;

    PublishedAdam(double coupled, double decoupled) {
      this.coupled = coupled;
      this.decoupled = decoupled;
    }

    @Override
    void step(double[] g, double rate) {
      t++;
      double beta1 = 0.9f;
      double beta2 = 0.999f;
      for (int i = 0; i < SIZE; i++) {
        double d = g[i] + coupled * w[i];
        w[i] -= rate * decoupled * w[i];
        m[i] = beta1 * m[i] + (1 - beta1) * d;
        v[i] = beta2 * v[i] + (1 - beta2) * d * d;
        double mHat = m[i] / (1 - Math.pow(beta1, t));
        double vHat = v[i] / (1 - Math.pow(beta2, t));
        w[i] -= rate * mHat / (Math.sqrt(vHat) + 1e-8);
      }
    }
  }

  /// Algorithm 1 of Defazio and others.
  private static final class PublishedScheduleFree extends Published {
    private final double[] x = new double[SIZE];
    private final double[] z = new double[SIZE];
    private double sum;

    @Override
    void step(double[] g, double rate) {
      if (t++ == 0) {
        System.arraycopy(w, 0, x, 0, SIZE);
        System.arraycopy(w, 0, z, 0, SIZE);
      }
      double beta1 = 0.9f;
      double beta2 = 0.999f;
      double warm = rate * Math.sqrt(1 - Math.pow(beta2, t));
      sum += warm * warm;
      double c = warm * warm / sum;
      for (int i = 0; i < SIZE; i++) {
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
        z[i] = z[i] - warm * g[i] / (Math.sqrt(v[i]) + 1e-8) - warm * DECAY * w[i];
        x[i] = (1 - c) * x[i] + c * z[i];
        w[i] = (1 - beta1) * z[i] + beta1 * x[i];
      }
    }

    @Override
    double[] evaluated() {
      return x;
    }
  }

  /// The step of the authors' implementation: two loops, with the distance settled between them.
  private static final class PublishedProdigy extends Published {
    private final double[] s = new double[SIZE];
    private double[] start;
    private double d = 1e-6;
    private double numerator;

    @Override
    void step(double[] g, double rate) {
      if (start == null) {
        start = w.clone();
      }
      double beta1 = 0.9f;
      double beta2 = 0.999f;
      double beta3 = Math.sqrt(beta2);
      double d0 = 1e-6;
      double dlr = d * rate;
      numerator *= beta3;
      double denominator = 0;
      for (int i = 0; i < SIZE; i++) {
        numerator += d / d0 * dlr * g[i] * (start[i] - w[i]);
        m[i] = beta1 * m[i] + d * (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + d * d * (1 - beta2) * g[i] * g[i];
        s[i] = beta3 * s[i] + d / d0 * dlr * g[i];
        denominator += Math.abs(s[i]);
      }
      d = Math.max(d, numerator / denominator);
      for (int i = 0; i < SIZE; i++) {
        double root = Math.sqrt(v[i]) + d * 1e-8;
        w[i] -= DECAY * dlr * w[i];
        w[i] -= dlr * m[i] / root;
      }
    }
  }

  static Stream<Optimizer> optimizers() {
    float rate = (float) RATE;
    float decay = (float) DECAY;
    return Stream.of(
        AdaGrad.of(rate).weightDecay(decay),
        RmsProp.of(rate).smoothing(0.9f).weightDecay(decay),
        Adam.of(rate).weightDecay(decay),
        AdamW.of(rate).weightDecay(decay),
        Lion.of(rate).weightDecay(decay),
        ScheduleFree.of(rate).weightDecay(decay),
        Prodigy.create().weightDecay(decay).withLearningRate(1));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void followsThePublishedAlgorithm(Optimizer optimizer) {
    String text = optimizer.toString();
    Published published = PUBLISHED.get(text.substring(0, text.indexOf('('))).get();
    CounterRandom random = CounterRandom.of(1, 1);
    float[] parameters = new float[SIZE];
    // Prodigy's first steps are a millionth long, and beside larger numbers their rounding decides what it learns.
    double scale = optimizer instanceof Prodigy ? 0 : 1;
    for (int i = 0; i < SIZE; i++) {
      parameters[i] = (float) (scale * random.nextGaussian());
      published.w[i] = parameters[i];
    }
    optimizer.start(LAYOUT);
    for (int step = 0; step < STEPS; step++) {
      float[] gradient = new float[SIZE];
      double[] exact = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        // Towards 0 on the whole, with noise, and of very different sizes.
        gradient[i] = (float) ((parameters[i] + 0.5 * random.nextGaussian()) * Math.pow(10, i % 4 - 2));
        exact[i] = gradient[i];
      }
      float rate = optimizer.learningRate() * (1 - step * 0.01f);
      optimizer.step(parameters, gradient, rate);
      published.step(exact, rate);
    }
    float[] evaluated = optimizer.evaluationParameters().orElse(parameters);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(published.w[i], parameters[i], 2e-5 * Math.max(1, Math.abs(published.w[i])), "weight " + i);
      assertEquals(published.evaluated()[i], evaluated[i], 2e-5, "evaluated " + i);
    }
  }
}
