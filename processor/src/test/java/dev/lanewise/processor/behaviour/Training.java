package dev.lanewise.processor.behaviour;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Workspace;
import dev.lanewise.runtime.Workers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A fixed short training, and a hash of what it leads to.
final class Training {
  private static final int STEPS = 20;

  private Training() {}

  /// Prints the hash for each network given by its seed: what a Java process at another vector width is started for.
  /// The generated classes stand on its class path.
  public static void main(String[] seeds) throws ReflectiveOperationException {
    for (String seed : seeds) {
      RandomNetwork network = RandomNetwork.of(Long.parseLong(seed));
      Model model = (Model) Class.forName(network.name() + "Model").getMethod("create", long.class)
          .invoke(null, network.seed());
      System.out.println(hashAfterSteps(network, model, Workers.callerOnly()));
    }
  }

  static String hashAfterSteps(RandomNetwork network, Model model, Workers workers) {
    MiniBatch batch = Batches.random(model, network.samples(), network.weighted(), network.seed());
    Workspace workspace = model.workspace(batch.size(), workers);
    for (int step = 0; step < STEPS; step++) {
      model.trainStep(batch, 0.01f, workspace);
    }
    return hash(model);
  }

  /// SHA-256 of the parameters in their conventional order.
  static String hash(Model model) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ParameterSlot slot : model.layout().slots()) {
        float[] values = model.parameter(slot.name());
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
