package dev.lanewise.runtime;

/// The version of Lanewise.
///
/// The annotation processor compares the version it was built with to the one a network is compiled against.
public final class LanewiseVersion {
  /// The version in the build file of this module.
  public static final String VERSION = "0.1.0-SNAPSHOT";

  private LanewiseVersion() {}
}
