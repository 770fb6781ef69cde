package problem;

import dev.lanewise.Layer;
import dev.lanewise.Network;

@Network(input = 2)
interface Xor { // here: interface Xor
  Layer hidden();
}
