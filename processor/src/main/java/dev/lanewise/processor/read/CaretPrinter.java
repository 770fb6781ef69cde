package dev.lanewise.processor.read;

import javax.tools.Diagnostic;

/// Prints messages at places inside of bodies, if the compiler offers such places.
@FunctionalInterface
public interface CaretPrinter {
  /// A compiler without such places.
  CaretPrinter NONE = (_, _, _) -> false;

  /// Prints a message.
  ///
  /// @return whether it was printed
  boolean print(Diagnostic.Kind kind, String text, BodyOrigin origin);
}
