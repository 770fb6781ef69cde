package dev.lanewise.benchmarks.guard;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.benchmarks.workload.Workloads;
import dev.lanewise.runtime.Workers;
import java.util.Arrays;
import java.util.List;

/// A process that trains workloads for two steps with several numbers of threads, and prints a hash of the weights for
/// each.
final class WeightHashes {
  private static final int STEPS = 2;

  private WeightHashes() {}

  /// Prints a line for each workload that is named, and each number of threads.
  public static void main(String[] names) {
    for (String name : names) {
      Workload workload = Workloads.ALL.stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow();
      for (int threads : List.of(1, 2, 3, 8)) {
        System.out.println(name + " " + hash(workload, threads));
      }
    }
  }

  private static int hash(Workload workload, int threads) {
    Model model = workload.model();
    try (Workers workers = Workers.sharingAll(threads)) {
      Workspace workspace = model.workspace(workload.batchSize(), workers);
      for (int step = 0; step < STEPS; step++) {
        MiniBatch batch = workload.miniBatch(model, step);
        model.trainStep(batch, workload.learningRate(), workspace);
      }
    }
    return Arrays.hashCode(model.parameters());
  }
}
