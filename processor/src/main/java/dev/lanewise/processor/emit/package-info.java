/// Spells a program as Java source; the only package that knows JavaPoet.
///
/// [dev.lanewise.processor.emit.ModelEmitter] makes one source file from a network and its program; each kind of
/// kernel, and each other part of the file, has an emitter of its own.
package dev.lanewise.processor.emit;
