/// Pictures of how training went.
///
/// The examples draw them at the end of a run, unless told not to; nothing here is loaded before.
package dev.lanewise.examples.plot;
