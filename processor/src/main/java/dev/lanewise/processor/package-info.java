/// The annotation processor itself: its entry, its options, and the pipeline from a record to a generated class.
///
/// The compiler creates the processor; everything else is called from [dev.lanewise.processor.Pipeline].
package dev.lanewise.processor;
