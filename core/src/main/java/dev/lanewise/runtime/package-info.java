/// What generated models are built on: the common part of every model and workspace, the worker threads, and the checks
/// of the machine.
///
/// Generated code extends and calls it; users meet it only through [dev.lanewise.Model].
package dev.lanewise.runtime;
