package dev.lanewise.examples.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Checks of arguments; what is out of range is reported in one line that names the option.
public final class Arguments {
  private Arguments() {}

  /// Insists on something about the arguments.
  ///
  /// @throws ParameterException with the complaint if it does not hold
  public static void require(CommandSpec command, boolean holds, String complaint) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), complaint);
    }
  }

  /// Insists on a number of at least a bound.
  ///
  /// @param value null, where the option was not given, is let pass
  /// @throws ParameterException if it is below
  public static void atLeast(CommandSpec command, int bound, Integer value, String option) {
    require(command, value == null || value >= bound, option + " " + value + " must be at least " + bound);
  }

  /// Insists on a number between two bounds, which are allowed.
  ///
  /// @throws ParameterException if it is outside
  public static void between(CommandSpec command, int low, int high, int value, String option) {
    require(command, value >= low && value <= high, option + " " + value + " must lie between " + low + " and " + high);
  }

  /// Insists on a finite number above 0.
  ///
  /// @throws ParameterException if it is not
  public static void positive(CommandSpec command, float value, String option) {
    require(command, value > 0 && Float.isFinite(value), option + " " + value + " must be finite and above 0");
  }
}
