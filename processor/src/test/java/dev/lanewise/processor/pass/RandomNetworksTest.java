package dev.lanewise.processor.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Reduction;
import dev.lanewise.processor.ir.Buffer;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Value;
import dev.lanewise.processor.scalar.BuiltInFormulas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every network: each pass leaves a valid graph, and the program computes and keeps all that is read.
class RandomNetworksTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void passesKeepGraphsValidAndProgramsKeepWhatTheyRead(long seed) {
    SmallNetwork network = network(new SplittableRandom(seed));
    Program program = network.program();
    List<Value> computed = new ArrayList<>();
    program.forward().forEach(kernel -> {
      computed.add(kernel.product());
      computed.addAll(kernel.epilogue());
    });
    program.loss().ifPresent(kernel -> computed.addAll(kernel.values()));
    program.backward().forEach(kernel -> {
      computed.add(kernel.product());
      computed.addAll(kernel.epilogue());
    });
    program.gradients().forEach(kernel -> {
      computed.add(kernel.gradient());
      kernel.values().getFirst().op().inputs().forEach(read -> assertTrue(
          read.op().inputs().isEmpty() || program.buffer(read).isPresent(), read + " is not kept, seed " + seed));
    });
    assertEquals(computed.size(), new HashSet<>(computed).size(), "nothing is computed twice, seed " + seed);
    assertEquals(
        program.layout().slots().size(), program.gradients().size(), "a gradient for each parameter, seed " + seed);
    assertSharedArraysFit(program, seed);
  }

  private static void assertSharedArraysFit(Program program, long seed) {
    for (Buffer buffer : program.buffers()) {
      Buffer owner = program.buffers().stream()
          .filter(one -> one.name().equals(buffer.array())).findFirst().orElseThrow();
      assertEquals(owner.stride(), buffer.stride(), buffer.name() + ", seed " + seed);
      assertTrue(buffer.stride() >= buffer.value().shape().width(), buffer.name() + ", seed " + seed);
    }
  }

  private static SmallNetwork network(RandomGenerator random) {
    List<String> activations = List.copyOf(BuiltInFormulas.activations().keySet());
    List<String> losses = List.copyOf(BuiltInFormulas.losses().keySet());
    SmallNetwork network = SmallNetwork.ofInputs(1 + random.nextInt(40));
    int rows = 1 + random.nextInt(6);
    for (int i = 0; i < rows; i++) {
      String[] applied = random.ints(random.nextInt(3), 0, activations.size())
          .mapToObj(activations::get).toArray(String[]::new);
      String name = List.of("a", "dA", "aProduct", "loss", "softmaxA", "b").get(i);
      int units = 1 + random.nextInt(40);
      if (random.nextBoolean()) {
        network.row(name, units, applied);
      } else {
        network.rowWithoutBias(name, units, applied);
      }
    }
    Reduction reduction = random.nextBoolean() ? Reduction.MEAN : Reduction.SUM_OUTPUTS;
    return network.loss(losses.get(random.nextInt(losses.size())), reduction);
  }
}
