package dev.lanewise.examples.own;

import dev.lanewise.Layer;
import dev.lanewise.Link;
import dev.lanewise.Loss;
import dev.lanewise.Network;
import dev.lanewise.init.Init;
import dev.lanewise.layer.Apply;
import dev.lanewise.layer.Dense;

/// The two-layer network with an activation and a loss in Java.
@Network(input = 784)
public record OwnDigits(
    @Dense(50) @Apply(OwnSigmoid.class) @Init(std = 0.01) Layer hidden,
    @Dense(10) @Init(std = 0.01) Layer logits) {

  /// The cross-entropy of the softmax, step by step; the compiler finds the form of it that does not overflow.
  @Loss(link = Link.SOFTMAX)
  static float crossEntropy(float[] outputs, int label) {
    float sum = 0;
    for (float output : outputs) {
      sum += (float) Math.exp(output);
    }
    float probability = (float) Math.exp(outputs[label]) / sum;
    return -(float) Math.log(probability);
  }
}
