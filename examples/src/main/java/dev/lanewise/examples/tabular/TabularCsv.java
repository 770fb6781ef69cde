package dev.lanewise.examples.tabular;

import dev.lanewise.Model;
import dev.lanewise.csv.CsvEncoder;
import dev.lanewise.csv.CsvEncoding;
import dev.lanewise.csv.CsvTable;
import dev.lanewise.csv.Missing;
import dev.lanewise.data.ClassBalance;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Scaling;
import dev.lanewise.examples.cli.Arguments;
import dev.lanewise.examples.cli.CommandRunner;
import dev.lanewise.examples.cli.SeedOption;
import dev.lanewise.metrics.ClassificationMetrics;
import dev.lanewise.metrics.RegressionMetrics;
import dev.lanewise.optim.Adam;
import dev.lanewise.schedule.Schedule;
import dev.lanewise.train.EarlyStopping;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Learns from a CSV file that it writes itself: the price of houses, which is a number, and how long their sale takes,
/// which is a class.
@Command(name = "TabularCsv", sortOptions = false,
    description = "Writes a CSV file of made-up houses, encodes and scales it, trains a network for their price and "
        + "one for how long they are for sale, measures both and saves what a service needs.")
public final class TabularCsv implements Callable<Integer> {
  private static final int FEWEST_ROWS = 100;
  private static final int MOST_ROWS = 1_000_000;

  private final PrintStream out;

  @Spec
  private CommandSpec command;

  @Option(names = "--rows", paramLabel = "N", defaultValue = "4000",
      description = "Houses in the file (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(names = "--epochs", paramLabel = "N", defaultValue = "60",
      description = "Epochs to train at most (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Mixin
  private SeedOption seedOption;

  @Option(names = "--output", paramLabel = "DIR", defaultValue = "target/tabular",
      description = "Where the file and the trained networks go (default: ${DEFAULT-VALUE}).")
  private Path output;

  /// Makes an example that reports to a stream.
  TabularCsv(PrintStream out) {
    this.out = out;
  }

  /// Runs the example from the command line.
  public static void main(String[] args) {
    System.exit(CommandRunner.run(new TabularCsv(System.out), args));
  }

  /// Data sets of equal encoding and scale, each with its part.
  private record Parts(Dataset train, Dataset validation, Dataset test) {}

  @Override
  public Integer call() throws IOException {
    Arguments.between(command, FEWEST_ROWS, MOST_ROWS, rows, "--rows");
    Arguments.atLeast(command, 1, epochs, "--epochs");
    Files.createDirectories(output);
    Path file = output.resolve("houses.csv");
    Files.writeString(file, Houses.csv(rows, seedOption.seed()));
    CsvTable table = CsvTable.read(file);
    out.println(table);
    prices(table);
    sales(table);
    return 0;
  }

  /// Fits encoding and scaling to the training rows alone: of ten rows seven train, one validates and two test.
  private static CsvTable training(CsvTable table) {
    return table.select(row -> row % 10 < 7);
  }

  private static Parts parts(CsvTable table, CsvEncoding encoding, Scaling scaling) {
    return new Parts(
        scaling.apply(encoding.encode(training(table))),
        scaling.apply(encoding.encode(table.select(row -> row % 10 == 7))),
        scaling.apply(encoding.encode(table.select(row -> row % 10 > 7))));
  }

  private void prices(CsvTable table) throws IOException {
    CsvEncoding encoding = CsvEncoder.of(training(table))
        .targets("price").ignore("id", "sold_within").missing(Missing.MARK).fit();
    Scaling scaling = Scaling.standard(encoding.encode(training(table)));
    HousePriceModel net = HousePriceModel.create(seedOption.seed());
    out.println();
    out.println("Price, from " + encoding);
    Parts parts = parts(table, encoding, scaling);
    train(net, parts);
    out.println("test set: " + RegressionMetrics.of(net, parts.test));
    save(net, encoding, scaling, "price");
    float[] house = encoding.encode(Map.of("area", "120", "rooms", "4", "year", "1990", "district", "hills",
        "heating", "gas"));
    scaling.apply(house);
    out.printf(Locale.ROOT, "a house of 120 m² with 4 rooms from 1990 in the hills: %.2f hundred thousand%n",
        net.predict(house)[0]);
  }

  private void sales(CsvTable table) throws IOException {
    CsvEncoding encoding = CsvEncoder.of(training(table))
        .label("sold_within").ignore("id").missing(Missing.MARK).fit();
    Scaling scaling = Scaling.standard(encoding.encode(training(table)));
    HouseSaleModel net = HouseSaleModel.create(seedOption.seed());
    out.println();
    out.println("Sold within, from " + encoding);
    Parts parts = parts(table, encoding, scaling);
    out.print(ClassBalance.of(parts.train, encoding.classes().size()).table());
    train(net, parts);
    out.println("test set: " + ClassificationMetrics.of(net, parts.test).table(encoding.classes()));
    save(net, encoding, scaling, "sale");
  }

  private void train(Model net, Parts parts) {
    EarlyStopping stopping = EarlyStopping.onLoss(10);
    History history = Trainer.of(net).optimizer(Adam.of(0.005f)).schedule(Schedule.cosine(0.01))
        .batchSize(64).epochs(epochs).seed(seedOption.seed()).listener(stopping).fit(parts.train, parts.validation);
    out.println(history + "; best after step " + stopping.bestStep());
  }

  private void save(Model net, CsvEncoding encoding, Scaling scaling, String name) throws IOException {
    net.save(output.resolve(name + ".safetensors"));
    encoding.save(output.resolve(name + "-encoding.json"));
    scaling.save(output.resolve(name + "-scaling.safetensors"));
    out.println("weights, encoding and scaling: " + output.resolve(name + "*"));
  }
}
