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
      print(Diagnostic.Kind.ERROR, problem.message(origin, arguments), place);
    } else if (showsWarnings) {
      print(Diagnostic.Kind.WARNING, problem.message(origin, arguments), place);
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

  private void print(Diagnostic.Kind kind, String text, ElementOrigin place) {
    if (place.element() == null) {
      messager.printMessage(kind, text);
    } else if (place.annotation() == null) {
      messager.printMessage(kind, text, place.element());
    } else if (place.value() == null) {
      messager.printMessage(kind, text, place.element(), place.annotation());
    } else {
      messager.printMessage(kind, text, place.element(), place.annotation(), place.value());
    }
  }
}
