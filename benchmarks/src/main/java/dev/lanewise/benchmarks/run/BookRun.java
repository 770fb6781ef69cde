package dev.lanewise.benchmarks.run;

import dev.lanewise.Model;
import dev.lanewise.benchmarks.workload.Workloads;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Idx;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;

/// A process that trains the book's network as chapter 4 does: 10,000 steps on random mini-batches of MNIST.
final class BookRun {
  private static final int STEPS = 10_000;

  private BookRun() {}

  /// Trains on the files in the directory that is the only argument.
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    Dataset train = Idx.dataset(
        directory.resolve(MadeDigits.IMAGES_FILE), directory.resolve(MadeDigits.LABELS_FILE));
    Model model = Workloads.W1.create().apply(1);
    History history = Trainer.of(model)
        .optimizer(Sgd.of(Workloads.W1.learningRate()))
        .batchSize(Workloads.W1.batchSize())
        .steps(STEPS)
        .seed(1)
        .fit(train);
    System.out.printf("%d steps in %.2f s%n", history.steps(), history.seconds());
  }
}
