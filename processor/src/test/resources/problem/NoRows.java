package problem;

import dev.lanewise.Network;

@Network(input = 2)
record Xor() {} // here: record Xor
