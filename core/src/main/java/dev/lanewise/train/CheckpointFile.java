package dev.lanewise.train;

import dev.lanewise.ParameterLayout;
import dev.lanewise.ParameterSlot;
import dev.lanewise.Stateful;
import dev.lanewise.safetensors.NamedTensor;
import dev.lanewise.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The state of a run as a safetensors file.
///
/// Tensors are in their conventional shapes: parameters under their own names, `hidden.weight`; what a part remembers
/// for each of them under `optimizer/velocity/hidden.weight`; the loss of each step under `history/losses`. Numbers in
/// double precision are text in the metadata, in the shortest form that is read back as the same bits.
final class CheckpointFile {
  private static final String LOSSES = "history/losses";
  private static final String POINTS = "history/points";
  private static final String SCALARS = "/scalars";
  private static final String SETTING = "setting/";
  private static final String SAMPLES = "progress/samples";
  private static final String SECONDS = "progress/seconds";
  private static final String EVALUATION_SECONDS = "progress/evaluation-seconds";
  private static final String IS_STOPPED = "progress/is-stopped";

  private final Path file;
  private final SafetensorsFile content;

  private CheckpointFile(Path file, SafetensorsFile content) {
    this.file = file;
    this.content = content;
  }

  /// Writes a state.
  ///
  /// @param parts the optimizer and whatever else remembers something, by names that are the same in every run
  static void write(Path file, Training training, Map<String, Stateful> parts, RunManifest manifest)
      throws IOException {
    ParameterLayout layout = training.model().layout();
    List<NamedTensor> tensors = new ArrayList<>(tensors("", training.model().parameters(), layout));
    Map<String, String> metadata = new LinkedHashMap<>();
    manifest.settings().forEach((name, value) -> metadata.put(SETTING + name, value));
    metadata.put(SAMPLES, Long.toString(training.samples()));
    metadata.put(SECONDS, Double.toString(training.seconds()));
    metadata.put(EVALUATION_SECONDS, Double.toString(training.evaluationSeconds()));
    metadata.put(IS_STOPPED, Boolean.toString(training.isStopRequested()));
    metadata.put(POINTS, training.points().stream().map(CheckpointFile::text).collect(Collectors.joining("\n")));
    parts.forEach((name, part) -> {
      new TreeMap<>(part.parameterState()).forEach(
          (array, values) -> tensors.addAll(tensors(name + "/" + array + "/", values, layout)));
      if (part.scalarState().length > 0) {
        metadata.put(name + SCALARS, text(part.scalarState()));
      }
    });
    float[] losses = training.copyOfLosses();
    tensors.add(new NamedTensor(LOSSES, List.of(losses.length), losses));
    new SafetensorsFile(tensors, metadata).write(file);
  }

  private static List<NamedTensor> tensors(String prefix, float[] flat, ParameterLayout layout) {
    return layout.slots().stream()
        .map(slot -> new NamedTensor(prefix + slot.name(), slot.shape(), slot.read(flat))).toList();
  }

  /// Reads a file; what is in it is looked at by the other methods.
  static CheckpointFile read(Path file) throws IOException {
    return new CheckpointFile(file, SafetensorsFile.read(file));
  }

  /// The settings of the run that wrote it.
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    content.metadata().forEach((name, value) -> {
      if (name.startsWith(SETTING)) {
        settings.put(name.substring(SETTING.length()), value);
      }
    });
    return settings;
  }

  /// Fills parameters and progress.
  ///
  /// @throws IllegalStateException if the run has come further than it is to go
  void restore(Training training) throws IOException {
    int step = tensor(LOSSES).values().length;
    if (step > training.steps()) {
      throw new IllegalStateException(file + " is of step " + step + ", but the run is to end at step "
          + training.steps() + "; ask for at least " + step + " steps, or read its weights with Model.load");
    }
    float[] parameters = flat("", training.model().layout());
    training.model().update(current -> System.arraycopy(parameters, 0, current, 0, current.length));
    List<HistoryPoint> points = new ArrayList<>();
    for (String line : metadata(POINTS).lines().toList()) {
      points.add(point(line));
    }
    training.restore(
        tensor(LOSSES).values(), (long) number(SAMPLES), points, number(SECONDS), number(EVALUATION_SECONDS));
    if (Boolean.parseBoolean(metadata(IS_STOPPED))) {
      training.requestStop();
    }
  }

  /// Fills what a part remembers.
  void restore(String name, Stateful part, ParameterLayout layout) throws IOException {
    for (Map.Entry<String, float[]> state : part.parameterState().entrySet()) {
      float[] values = flat(name + "/" + state.getKey() + "/", layout);
      System.arraycopy(values, 0, state.getValue(), 0, values.length);
    }
    if (part.scalarState().length == 0) {
      return;
    }
    double[] scalars = numbers(metadata(name + SCALARS));
    if (scalars.length != part.scalarState().length) {
      throw damaged(name + " remembers " + part.scalarState().length + " numbers, but it holds " + scalars.length);
    }
    System.arraycopy(scalars, 0, part.scalarState(), 0, scalars.length);
  }

  private float[] flat(String prefix, ParameterLayout layout) throws IOException {
    float[] flat = new float[layout.length()];
    for (ParameterSlot slot : layout.slots()) {
      NamedTensor tensor = tensor(prefix + slot.name());
      if (!tensor.shape().equals(slot.shape())) {
        throw damaged("tensor '" + tensor.name() + "' has the shape " + tensor.shape() + ", not " + slot.shape());
      }
      slot.write(tensor.values(), flat);
    }
    return flat;
  }

  private NamedTensor tensor(String name) throws IOException {
    return content.tensors().stream().filter(tensor -> tensor.name().equals(name)).findFirst()
        .orElseThrow(() -> damaged("it has no tensor '" + name + "'"));
  }

  private String metadata(String name) throws IOException {
    String text = content.metadata().get(name);
    if (text == null) {
      throw damaged("it has no '" + name + "' in its metadata");
    }
    return text;
  }

  private double number(String name) throws IOException {
    double[] numbers = numbers(metadata(name));
    if (numbers.length != 1) {
      throw damaged("its '" + name + "' is not one number");
    }
    return numbers[0];
  }

  private double[] numbers(String text) throws IOException {
    try {
      return text.isEmpty() ? new double[0] : Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw damaged("'" + text + "' in its metadata is not a list of numbers");
    }
  }

  private static String text(double... numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }

  private static String text(HistoryPoint point) {
    String start = text(point.step(), point.epoch(), point.seconds(), point.trainLoss());
    return point.validation()
        .map(found -> start + " " + text(found.loss(), found.accuracy(), found.samples())).orElse(start);
  }

  private HistoryPoint point(String line) throws IOException {
    double[] numbers = numbers(line);
    if (numbers.length != 4 && numbers.length != 7) {
      throw damaged("'" + line + "' in its metadata is not an evaluation");
    }
    Optional<Evaluation> validation = numbers.length == 4
        ? Optional.empty()
        : Optional.of(new Evaluation(numbers[4], numbers[5], (int) numbers[6]));
    return new HistoryPoint((int) numbers[0], (int) numbers[1], numbers[2], numbers[3], validation);
  }

  private IOException damaged(String what) {
    return new IOException(file + " is not a checkpoint of this run: " + what);
  }
}
