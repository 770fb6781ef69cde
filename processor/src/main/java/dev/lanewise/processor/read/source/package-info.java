/// Reads the bodies of Java methods as formulas: a parse-only tree of the source, and names resolved by ourselves.
///
/// The reader loads this package only when a declaration has a body to be read; nothing else knows `com.sun.source`.
package dev.lanewise.processor.read.source;
