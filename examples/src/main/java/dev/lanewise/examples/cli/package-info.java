/// How the examples meet the command line: one line for a user's mistake, never a stack trace.
///
/// Every main class of the examples runs through [dev.lanewise.examples.cli.CommandRunner].
package dev.lanewise.examples.cli;
