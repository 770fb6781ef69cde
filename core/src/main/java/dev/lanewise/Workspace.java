package dev.lanewise;

/// The memory that one thread needs to run a model on up to [#capacity] samples; made by [Model#workspace].
///
/// Belongs to the thread that uses it and to the model that made it (and its copies). With one, steps and
/// predictions allocate nothing.
public interface Workspace {

  /// The most samples in one call.
  int capacity();
}
