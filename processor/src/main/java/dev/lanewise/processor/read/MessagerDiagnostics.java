package dev.lanewise.processor.read;

import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.diagnostic.Severity;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;

/// Reports problems through the compiler; the only code that prints a message.
public final class MessagerDiagnostics implements Diagnostics {
  private final Messager messager;
  private final CaretPrinter carets;
  private final boolean showsWarnings;
  private final Set<Problem> said;
  private boolean hasErrors;

  /// Starts without problems.
  ///
  /// @param carets prints what stands inside of bodies
  /// @param showsWarnings whether problems that are not errors are printed
  /// @param said the problems of the whole compilation that were printed and need not be again; is added to
  public MessagerDiagnostics(Messager messager, CaretPrinter carets, boolean showsWarnings, Set<Problem> said) {
    this.messager = messager;
    this.carets = carets;
    this.showsWarnings = showsWarnings;
    this.said = said;
  }

  @Override
  public void report(Problem problem, Origin origin, Object... arguments) {
    if (problem.severity() == Severity.ERROR) {
      hasErrors = true;
      // One setting of the build fixes it for all networks.
      boolean isKnown = problem == Problem.VECTOR_MODULE_MISSING && !said.add(problem);
      if (!isKnown) {
        print(Diagnostic.Kind.ERROR, problem.message(origin, arguments), origin);
      }
    } else if (showsWarnings && !Allowance.allows(problem, origin)) {
      print(Diagnostic.Kind.WARNING, problem.message(origin, arguments), origin);
    }
  }

  @Override
  public void dependOnError() {
    hasErrors = true;
  }

  @Override
  public boolean hasErrors() {
    return hasErrors;
  }

  /// Prints what the user asked to see, such as a graph or a stack trace.
  public void note(String text) {
    messager.printMessage(Diagnostic.Kind.NOTE, text);
  }

  /// Prints what the user asked to see of one place.
  public void note(String text, Origin origin) {
    print(Diagnostic.Kind.NOTE, text, origin);
  }

  private void print(Diagnostic.Kind kind, String text, Origin origin) {
    switch (origin) {
      case BodyOrigin body -> {
        if (!carets.print(kind, text, body)) {
          messager.printMessage(kind, text, body.element());
        }
      }
      case ElementOrigin place -> print(kind, text, place);
      default -> throw new IllegalArgumentException("no place in a source: " + origin);
    }
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
