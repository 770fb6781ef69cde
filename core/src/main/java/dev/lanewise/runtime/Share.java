package dev.lanewise.runtime;

/// What one thread of a team does of a pass.
///
/// Products are shared by columns, the same ones in the forward pass, the backward pass and the update, so that weights
/// stay in the cache of the core that moves them: to fetch what another core has written takes longer than to multiply
/// with it. Columns are shared in panels, the width in which weights are kept; where panels do not go round, two
/// threads divide the rows of one. Each sum is computed by one thread whatever their number.
///
/// Immutable but for the barrier, which is the team's.
public final class Share {
  /// All of the work, for a caller without a team.
  static final Share WHOLE = new Share(0, Workers.callerOnly());

  /// Rows are divided where the tallest tiles end, and no part has fewer: a few rows would take other tiles.
  private static final int TILE = Stage.MANY;

  private final int thread;
  private final Workers workers;

  /// Creates the share of a thread.
  Share(int thread, Workers workers) {
    this.thread = thread;
    this.workers = workers;
  }

  /// The thread's number in its team, from 0.
  public int thread() {
    return thread;
  }

  /// Whether this is the share of the calling thread, which also does what is too small to be shared.
  public boolean isFirst() {
    return thread == 0;
  }

  /// Waits until every thread of the team has come here.
  public void barrier() {
    workers.barrier();
  }

  /// The first of so many things of equal size.
  public int first(int count) {
    return first(count, thread);
  }

  /// The end of the things that begin with [#first].
  public int end(int count) {
    return first(count, thread + 1);
  }

  private int first(int count, int number) {
    return (int) ((long) count * number / workers.threads());
  }

  /// The first of so many things, of which threads take whole groups; the last group may be smaller.
  public int firstOf(int count, int group) {
    return first(groups(count, group)) * group;
  }

  /// The end of the things that begin with [#firstOf].
  public int endOf(int count, int group) {
    return Math.min(end(groups(count, group)) * group, count);
  }

  private static int groups(int count, int group) {
    return (count + group - 1) / group;
  }

  /// The first of the rows of a product with a single panel, or of anything that is computed row by row.
  public int from(int rows) {
    return from(0, 1, 1, rows);
  }

  /// The end of the rows that begin with [#from(int)].
  public int to(int rows) {
    return to(0, 1, 1, rows);
  }

  /// The first row that is computed of a panel of a product.
  ///
  /// @param panel the panel's first column
  /// @param width the panel's columns
  /// @param columns all columns of the product
  /// @param rows all rows of the product
  /// @return from 0 to `rows`
  public int from(int panel, int width, int columns, int rows) {
    return cut(panel, width, columns, rows, thread);
  }

  /// The end of the rows that begin with [#from(int, int, int, int)]; where that is the same, the panel is another
  /// thread's.
  public int to(int panel, int width, int columns, int rows) {
    return cut(panel, width, columns, rows, thread + 1);
  }

  /// Whether any rows of a panel are the thread's.
  public boolean hasRows(int panel, int width, int columns, int rows) {
    return from(panel, width, columns, rows) < to(panel, width, columns, rows);
  }

  /// How often to go through the rows of a product: once alone, twice in a team.
  public int halves() {
    return workers.threads() == 1 ? 1 : 2;
  }

  /// The first row that is computed of a panel in a half.
  ///
  /// Rows are a few cache lines long, and the line where the columns of one thread meet those of the next is written by
  /// both. Threads that are neighbours go through the halves in opposite order, so that they do not fight for it.
  ///
  /// @param half from 0 to [#halves] - 1
  public int from(int half, int panel, int width, int columns, int rows) {
    int from = from(panel, width, columns, rows);
    int to = to(panel, width, columns, rows);
    return isUpperHalf(half) ? middle(from, to) : from;
  }

  /// The end of the rows that begin with [#from(int, int, int, int, int)].
  public int to(int half, int panel, int width, int columns, int rows) {
    int from = from(panel, width, columns, rows);
    int to = to(panel, width, columns, rows);
    return isUpperHalf(half) || halves() == 1 ? to : middle(from, to);
  }

  private boolean isUpperHalf(int half) {
    return halves() == 2 && (half + thread) % 2 == 1;
  }

  private static int middle(int from, int to) {
    return to - from < 2 * TILE ? to : from + nearestTile((to - from) / 2);
  }

  /// The row of a panel at which the share of a thread begins, if panel after panel is dealt out row by row.
  private int cut(int panel, int width, int columns, int rows, int number) {
    int threads = workers.threads();
    long before = (long) columns * rows * number / threads;
    long row = (before - (long) panel * rows + width / 2) / width;
    if (row <= 0) {
      return 0;
    }
    if (row >= rows || number == threads) {
      return rows;
    }
    int cut = nearestTile((int) row);
    return rows - cut < TILE ? rows : cut;
  }

  private static int nearestTile(int row) {
    return (row + TILE / 2) / TILE * TILE;
  }
}
