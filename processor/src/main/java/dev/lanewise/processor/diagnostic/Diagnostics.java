package dev.lanewise.processor.diagnostic;

/// Takes the problems of one network.
public interface Diagnostics {

  /// Reports a problem where it was written.
  ///
  /// @param origin the place; its description is the first argument of the problem's texts
  /// @param arguments what else the texts of the problem name, in the order its comment says
  void report(Problem problem, Origin origin, Object... arguments);

  /// Notes that something this depends on has an error which was reported there.
  void dependOnError();

  /// Whether an error was reported, so that nothing may be generated.
  boolean hasErrors();
}
