package dev.lanewise.examples.descent;

import dev.lanewise.DifferentiableFunction;
import dev.lanewise.NumericalGradient;
import dev.lanewise.examples.cli.Arguments;
import dev.lanewise.examples.cli.CommandRunner;
import dev.lanewise.examples.plot.ContourMap;
import dev.lanewise.optim.DescentPath;
import dev.lanewise.optim.GradientDescent;
import java.awt.Color;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Follows the gradients of [Surfaces] with learning rates that fit, are too large and are too small.
@Command(name = "DescentPaths", sortOptions = false,
    description = "Follows gradients of functions of two numbers, with the learning rates of the book, and draws the "
        + "paths over contour lines.")
public final class DescentPaths implements Callable<Integer> {
  private static final double[] RATES_OF_THE_BOOK = {0.1, 10, 1e-10};
  private static final Color BLUE = new Color(0x1f77b4);
  private static final Color ORANGE = new Color(0xff7f0e);

  private final PrintStream out;

  @Spec
  private CommandSpec command;

  @Option(names = "--steps", paramLabel = "N", defaultValue = "100",
      description = "Steps with each learning rate (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(names = "--output", paramLabel = "DIR", defaultValue = "target/descent",
      description = "Where pictures go (default: ${DEFAULT-VALUE}).")
  private Path output;

  /// Makes an experiment that reports to a stream.
  DescentPaths(PrintStream out) {
    this.out = out;
  }

  /// Runs the experiment from the command line.
  public static void main(String[] args) {
    System.exit(CommandRunner.run(new DescentPaths(System.out), args));
  }

  @Override
  public Integer call() throws IOException {
    Arguments.atLeast(command, 1, steps, "--steps");
    DifferentiableFunction bowl = new Surfaces_Bowl();
    DifferentiableFunction rosenbrock = new Surfaces_Rosenbrock();
    compareGradients(bowl, 3, 4);
    compareGradients(rosenbrock, -1.2, 1);
    for (double rate : RATES_OF_THE_BOOK) {
      report("descent of " + bowl, GradientDescent.minimize(bowl).learningRate(rate).steps(steps).from(-3, 4));
    }
    DescentPath valley = GradientDescent.minimize(rosenbrock).learningRate(1e-3).steps(100 * steps).from(-1.2, 1);
    report("descent of " + rosenbrock, valley);
    DifferentiableFunction hill = new Surfaces_Hill();
    report("ascent of " + hill, GradientDescent.maximize(hill).learningRate(1).steps(steps).from(-3, 2));
    draw();
    return 0;
  }

  private void compareGradients(DifferentiableFunction function, double... point) {
    double[] gradient = new double[point.length];
    function.valueAndGradient(point, gradient);
    double[] numerical = NumericalGradient.central().at(function::value, point);
    out.printf(Locale.ROOT, "gradient of %s at (%s, %s)%n", function, point[0], point[1]);
    out.printf(Locale.ROOT, "  analytic  (%.12f, %.12f)%n", gradient[0], gradient[1]);
    out.printf(Locale.ROOT, "  numerical (%.12f, %.12f)%n", numerical[0], numerical[1]);
  }

  private void report(String what, DescentPath path) {
    double[] end = path.end();
    out.printf(Locale.ROOT, "%n%s with learning rate %s ends at (%.10g, %.10g)%n", what, path.learningRate(),
        end[0], end[1]);
    out.println("  " + path.explanation());
  }

  private void draw() throws IOException {
    Files.createDirectories(output);
    DifferentiableFunction bowl = new Surfaces_Bowl();
    ContourMap.over(bowl::value, 5)
        .path(GradientDescent.minimize(bowl).learningRate(0.1).steps(steps).from(-3, 4), BLUE)
        .path(GradientDescent.minimize(bowl).learningRate(0.95).steps(steps).from(-3, -2), ORANGE)
        .write(output.resolve("bowl.png"));
    DifferentiableFunction himmelblau = new Surfaces_Himmelblau();
    GradientDescent descent = GradientDescent.minimize(himmelblau).learningRate(0.01).steps(steps);
    ContourMap.over(himmelblau::value, 5)
        .path(descent.from(-0.5, 0.5), BLUE)
        .path(descent.from(0.5, -0.5), ORANGE)
        .write(output.resolve("himmelblau.png"));
    out.println();
    out.println("blue: learning rate 0.1, orange: 0.95; " + output.resolve("bowl.png"));
    out.println("two starts near the middle: " + output.resolve("himmelblau.png"));
  }
}
