package dev.lanewise.search;

import dev.lanewise.search.Heats.Heat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What follows from the heats of a race.
final class RaceFindings {
  private final Heats race;
  private final Heat first;
  private final Heat last;

  RaceFindings(Heats race) {
    this.race = race;
    first = race.heats().getFirst();
    last = race.heats().getLast();
  }

  LearningRateReport report(String network) {
    String heading = network + ": " + first.runners().size() + " candidates from " + NumberText.rate(race.from())
        + " to " + NumberText.rate(race.to()) + ", " + race.heats().size() + " heats, on the same mini-batches";
    return new LearningRateReport(new Findings(
        network, "race", outcome(), recommended(), useful(), curve(), List.of(),
        recommended().map(rate -> last.best().candidate().values()).orElse(Map.of()), race.cost(), advice(), heading,
        rows(), details()));
  }

  private Optional<Float> recommended() {
    return race.learns(last.best()) ? Optional.of(last.best().rate()) : Optional.empty();
  }

  private Outcome outcome() {
    if (recommended().isPresent()) {
      return race.edge(last.best().rate(), first.runners()) != 0 ? Outcome.EDGE_OF_RANGE : Outcome.FOUND;
    }
    long diverged = first.runners().stream().filter(race::isWorse).count();
    return diverged == 0 ? Outcome.FLAT
        : diverged == first.runners().size() ? Outcome.DIVERGED_AT_START : Outcome.GAP;
  }

  /// The rates of the first heat under which the loss fell at least half as far as under the best.
  private Optional<RateInterval> useful() {
    if (recommended().isEmpty()) {
      return Optional.empty();
    }
    double half = race.start() - (race.start() - first.best().score()) / 2;
    List<Float> rates = first.runners().stream().filter(runner -> runner.score() <= half)
        .map(Runner::rate).sorted().toList();
    return rates.isEmpty() ? Optional.empty() : Optional.of(new RateInterval(rates.getFirst(), rates.getLast()));
  }

  private List<RatePoint> curve() {
    return first.runners().stream().sorted(Comparator.comparing(Runner::rate))
        .map(runner -> new RatePoint(runner.rate(), runner.score(), runner.score(), runner.score())).toList();
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("heat", "steps", "candidates", "best rate", race.isValidated() ? "validation loss" : "loss", ""));
    for (int i = 0; i < race.heats().size(); i++) {
      Heat heat = race.heats().get(i);
      Runner best = heat.best();
      rows.add(List.of(String.valueOf(i + 1), String.valueOf(heat.steps()), String.valueOf(heat.runners().size()),
          NumberText.rate(best.rate()) + values(best), NumberText.loss(best.score()), accuracy(best)));
    }
    rows.add(List.of("loss by rate, first heat", "", "", "", "", Sparkline.inALine(curve())));
    return rows;
  }

  private static String values(Runner runner) {
    return runner.candidate().values().entrySet().stream()
        .map(entry -> ", " + entry.getKey() + " " + NumberText.rate(entry.getValue())).collect(Collectors.joining());
  }

  private static String accuracy(Runner runner) {
    return runner.curve().validation().filter(found -> found.accuracyIfAny().isPresent())
        .map(found -> String.format(Locale.ROOT, "accuracy %.4f", found.accuracy())).orElse("");
  }

  private String advice() {
    String rate = recommended().map(NumberText::rate).orElse("");
    String values = values(last.best());
    String take = "Take " + rate + (values.isEmpty() ? "" : " with" + values.substring(1)) + ".";
    return switch (outcome()) {
      case FOUND -> take + widened();
      case EDGE_OF_RANGE -> take + widened() + " It still lies at the edge of the range: look further, beyond "
          + NumberText.rate(race.edge(last.best().rate(), first.runners()) < 0 ? race.from() : race.to()) + ".";
      case FLAT -> "No rate moved the loss. Try larger ones, from " + NumberText.rate(race.to())
          + " up, or more steps; if neither helps, look at the first weights and at the data.";
      case DIVERGED_AT_START -> "Every rate is too large. Try smaller ones, from " + NumberText.rate(race.from())
          + " down; if none helps, scale the inputs to about 1.";
      case GAP -> "No rate learns: small ones move nothing, and large ones diverge. Try more candidates, or more "
          + "steps.";
    };
  }

  private String widened() {
    Race asked = race.race();
    if (race.to() > asked.to()) {
      return " The range asked for was too low: the best rates lay at its upper end, " + NumberText.rate(asked.to())
          + ", so it was widened to " + NumberText.rate(race.to()) + ".";
    }
    if (race.from() < asked.from()) {
      return " The range asked for was too high: the best rates lay at its lower end, " + NumberText.rate(asked.from())
          + ", so it was widened to " + NumberText.rate(race.from()) + ".";
    }
    return "";
  }

  private Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    List<Object> heats = new ArrayList<>();
    for (Heat heat : race.heats()) {
      List<Object> runners = new ArrayList<>();
      for (Runner runner : heat.runners()) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("learning_rate", runner.rate());
        one.putAll(runner.candidate().values());
        one.put("loss", runner.score());
        runner.curve().validation().ifPresent(found -> one.put("validation_accuracy", found.accuracy()));
        runners.add(one);
      }
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("steps", heat.steps());
      one.put("candidates", runners);
      heats.add(one);
    }
    details.put("heats", heats);
    return details;
  }
}
