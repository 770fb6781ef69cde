/// Turns an annotated record, as the compiler shows it, into a [dev.lanewise.processor.layer.NetworkModel].
///
/// The only package that knows `javax.lang.model`; the pipeline calls it first, and nothing behind it sees an element.
package dev.lanewise.processor.read;
