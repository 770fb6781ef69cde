package dev.lanewise.safetensors;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Lets file work be done on a thread that is interrupted, before or meanwhile.
///
/// A channel closes when its thread is interrupted. But whoever stops a training run by an interrupt may well want to
/// save what it has come to.
final class Uninterrupted {
  private Uninterrupted() {}

  /// Does work, again from the beginning if an interrupt has broken it off; the thread is then interrupted afterwards.
  static <T> T call(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.run();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Work with files of its own opening.
  ///
  /// @param <T> what it gives
  @FunctionalInterface
  interface Work<T> {

    /// Does all of it.
    T run() throws IOException;
  }
}
