package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;
import dev.lanewise.layer.Dense;

class Outer {
  private static class Middle {
    @Network(input = 2)
    public record Xor(@Dense(1) Layer logits) {} // here: record Xor
  }
}
