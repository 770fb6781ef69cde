package dev.lanewise.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;

/// Runs the heats of a [Race].
final class Heats {
  /// A third goes on, and takes three times as many steps.
  private static final int RATIO = 3;
  /// So many candidates decide it among themselves.
  private static final int FINALISTS = 3;
  private static final int MOST_WIDENINGS = 5;
  /// The best rate is near the edge if it lies in this share of the range, in logarithms.
  private static final double EDGE = 0.1;
  /// There the loss has to have risen again by this share of how far it had fallen, or else the best lies beyond.
  private static final double RISEN = 0.05;

  /// A heat that is over.
  ///
  /// @param runners from the best to the worst
  record Heat(int steps, List<Runner> runners) {
    Runner best() {
      return runners.getFirst();
    }
  }

  private final Trials trials;
  private final Race race;
  private final List<Heat> heats = new ArrayList<>();
  private final DoublePredicate isHopeless;
  private final double start;
  private float from;
  private float to;
  private int widenings;
  private long cost;

  Heats(Trials trials, Race race) {
    this.trials = trials;
    this.race = race;
    from = race.from();
    to = race.to();
    List<Curve> baselines = trials.baselines(race.firstSteps(), List.of(race.seed()));
    isHopeless = Trials.isHopeless(baselines);
    cost = race.firstSteps();
    start = Runner.of(null, baselines.getFirst(), race.firstSteps(), isValidated()).score();
  }

  LearningRateReport run() {
    List<Runner> first = new ArrayList<>(heat(race.candidates(from, to, race.candidates(), 0), race.firstSteps()));
    while (widenings < MOST_WIDENINGS && widens(first)) {
      widenings++;
    }
    heats.add(new Heat(race.firstSteps(), sorted(first)));
    while (heats.getLast().runners().size() > FINALISTS && heats.getLast().steps() < race.mostSteps()) {
      List<Runner> before = heats.getLast().runners();
      List<Candidate> next = before.subList(0, (before.size() + RATIO - 1) / RATIO).stream()
          .filter(runner -> Double.isFinite(runner.score())).map(Runner::candidate).toList();
      if (next.isEmpty()) {
        break;
      }
      int steps = (int) Math.min((long) heats.getLast().steps() * RATIO, race.mostSteps());
      heats.add(new Heat(steps, sorted(heat(next, steps))));
    }
    refine();
    return new RaceFindings(this).report(trials.model().name());
  }

  private List<Runner> heat(List<Candidate> candidates, int steps) {
    List<Trials.Trial> work = candidates.stream().map(candidate -> Trials.Trial.of(
        candidate.optimizer(race.optimizer(), race.hyperparameters()), steps, race.seed())).toList();
    List<Curve> curves = trials.run(work, isHopeless);
    List<Runner> runners = new ArrayList<>();
    for (int i = 0; i < curves.size(); i++) {
      runners.add(Runner.of(candidates.get(i), curves.get(i), steps, isValidated()));
      cost += curves.get(i).steps();
    }
    return runners;
  }

  /// Adds a decade on the side where better candidates may be.
  private boolean widens(List<Runner> runners) {
    Runner best = sorted(runners).getFirst();
    int count = Math.max(2, (int) Math.round(race.candidates() / Math.log10((double) race.to() / race.from())));
    int edge = learns(best) ? edge(best.rate(), runners) : sideOfNone(runners);
    if (edge > 0) {
      float wider = NumberText.rounded(10 * to);
      runners.addAll(heat(race.candidates(to, wider, count, widenings + 1), race.firstSteps()));
      to = wider;
    } else if (edge < 0) {
      float wider = NumberText.rounded(from / 10);
      runners.addAll(heat(race.candidates(wider, from, count, widenings + 1), race.firstSteps()));
      from = wider;
    }
    return edge != 0;
  }

  /// Where to look if no candidate learns: above if all are too small, below if all are too large.
  private int sideOfNone(List<Runner> runners) {
    long worse = runners.stream().filter(this::isWorse).count();
    return worse == 0 ? 1 : worse == runners.size() ? -1 : 0;
  }

  /// Tries the rate at the bottom of a parabola through the three best, if it has one between them.
  private void refine() {
    Heat last = heats.getLast();
    List<Runner> best = last.runners().stream().filter(runner -> Double.isFinite(runner.score()))
        .limit(FINALISTS).sorted(Comparator.comparing(Runner::rate)).toList();
    if (best.size() < FINALISTS) {
      return;
    }
    double bottom = Parabola.bottom(
        best.stream().mapToDouble(runner -> Math.log10(runner.rate())).toArray(),
        best.stream().mapToDouble(Runner::score).toArray());
    if (Double.isNaN(bottom)) {
      return;
    }
    float rate = NumberText.rounded(Math.pow(10, bottom));
    if (best.stream().anyMatch(runner -> runner.rate() == rate)) {
      return;
    }
    List<Runner> all = new ArrayList<>(last.runners());
    all.addAll(heat(List.of(new Candidate(rate, last.best().candidate().values())), last.steps()));
    heats.set(heats.size() - 1, new Heat(last.steps(), sorted(all)));
  }

  private static List<Runner> sorted(List<Runner> runners) {
    return runners.stream().sorted(Comparator.comparingDouble(Runner::score).thenComparing(Runner::rate)).toList();
  }

  /// Whether a candidate did better than the model left as it is, by more than nothing.
  boolean learns(Runner runner) {
    return runner.score() < start - 1e-3 * Math.abs(start);
  }

  /// Whether a candidate did worse than the model left as it is.
  boolean isWorse(Runner runner) {
    return runner.score() > start + 1e-3 * Math.abs(start);
  }

  /// Where a rate lies in the range, from 0 to 1.
  double place(float rate) {
    return Math.log((double) rate / from) / Math.log((double) to / from);
  }

  /// Whether better rates may lie beyond the range: 1 above, -1 below, 0 on neither side.
  ///
  /// @param best the best rate
  /// @param runners of the first heat
  int edge(float best, List<Runner> runners) {
    double lowest = sorted(runners).getFirst().score();
    double risen = lowest + RISEN * (start - lowest);
    List<Runner> byRate = runners.stream().sorted(Comparator.comparing(Runner::rate)).toList();
    boolean isLargest = best >= byRate.getLast().rate();
    if (isLargest || place(best) > 1 - EDGE && byRate.getLast().score() < risen) {
      return 1;
    }
    boolean isSmallest = best <= byRate.getFirst().rate();
    return isSmallest || place(best) < EDGE && byRate.getFirst().score() < risen ? -1 : 0;
  }

  List<Heat> heats() {
    return heats;
  }

  double start() {
    return start;
  }

  float from() {
    return from;
  }

  float to() {
    return to;
  }

  long cost() {
    return cost;
  }

  Race race() {
    return race;
  }

  boolean isValidated() {
    return trials.validation().isPresent();
  }
}
