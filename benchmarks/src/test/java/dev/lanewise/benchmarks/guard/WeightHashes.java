package dev.lanewise.benchmarks.guard;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.benchmarks.workload.Workloads;
import dev.lanewise.runtime.Workers;
import java.util.Arrays;
import java.util.List;

/// A process that trains workloads for some steps with several numbers of threads, and prints a hash of the weights for
/// each.
final class WeightHashes {
  private WeightHashes() {}

  /// Prints a line for each workload that is named after the number of steps, and each number of threads.
  public static void main(String[] arguments) {
    int steps = Integer.parseInt(arguments[0]);
    for (String name : List.of(arguments).subList(1, arguments.length)) {
      Workload workload = Workloads.ALL.stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow();
      for (int threads : List.of(1, 2, 3, 8)) {
        System.out.println(name + " " + hash(workload, steps, threads));
      }
    }
  }

  private static int hash(Workload workload, int steps, int threads) {
    Model model = workload.model();
    try (Workers workers = Workers.sharingAll(threads)) {
      Workspace workspace = model.workspace(workload.batchSize(), workers);
      for (int step = 0; step < steps; step++) {
        MiniBatch batch = workload.miniBatch(model, step);
        model.trainStep(batch, workload.learningRate(), workspace);
      }
    }
    return Arrays.hashCode(model.parameters());
  }
}
