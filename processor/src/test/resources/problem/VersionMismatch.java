package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

@Network(input = 2)
record Xor(@Dense(1) Layer logits) {} // here: record Xor

//// next file
package dev.lanewise.runtime;

public final class LanewiseVersion {
  public static final String VERSION = "0.0.9";
}
