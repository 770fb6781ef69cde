package dev.lanewise.processor.read;

import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.diagnostic.Severity;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;

/// Reports problems through the compiler; the only code that prints a message.
public final class MessagerDiagnostics implements Diagnostics {
  private final Messager messager;
  private final boolean showsWarnings;
  private boolean hasErrors;

  /// Starts without problems.
  ///
  /// @param showsWarnings whether problems that are not errors are printed
  public MessagerDiagnostics(Messager messager, boolean showsWarnings) {
    this.messager = messager;
    this.showsWarnings = showsWarnings;
  }

  @Override
  public void report(Problem problem, Origin origin, Object... arguments) {
    ElementOrigin place = (ElementOrigin) origin;
    if (problem.severity() == Severity.ERROR) {
      hasErrors = true;
      place.print(messager, Diagnostic.Kind.ERROR, problem.message(origin, arguments));
    } else if (showsWarnings) {
      place.print(messager, Diagnostic.Kind.WARNING, problem.message(origin, arguments));
    }
  }

  @Override
  public boolean hasErrors() {
    return hasErrors;
  }

  /// Prints what the user asked to see, such as a graph or a stack trace.
  public void note(String text) {
    messager.printMessage(Diagnostic.Kind.NOTE, text);
  }
}
