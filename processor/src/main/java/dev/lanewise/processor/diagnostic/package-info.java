/// What can be wrong with a declaration, and how it is said: one catalogue of problems, and where they are reported.
///
/// The reader, the rules of the layers and the passes report here; the reader alone knows what an origin is in javac.
package dev.lanewise.processor.diagnostic;
