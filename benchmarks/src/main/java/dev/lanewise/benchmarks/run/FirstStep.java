package dev.lanewise.benchmarks.run;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import dev.lanewise.Workspace;
import dev.lanewise.benchmarks.workload.Workload;
import dev.lanewise.benchmarks.workload.Workloads;
import dev.lanewise.runtime.Workers;

/// A process that makes the book's network, takes a step, and says so.
final class FirstStep {
  private FirstStep() {}

  public static void main(String[] args) {
    Workload workload = Workloads.W1;
    Model model = workload.create().apply(1);
    MiniBatch batch = workload.miniBatch(model, 0);
    Workspace workspace = model.workspace(workload.batchSize(), Workers.callerOnly());
    System.out.println("loss " + model.trainStep(batch, workload.learningRate(), workspace));
  }
}
