package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.lanewise.processor.ir.Buffer;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Program;
import dev.lanewise.processor.ir.Value;

/// Where generated code finds the rows of a value: in an array of the workspace, or in the caller's for the samples.
///
/// @param program the program that the values belong to
/// @param constants the names of widths and distances
record Places(Program program, Constants constants) {

  /// The local variable for the array that keeps a value.
  String array(Value value) {
    return value.op() instanceof Op.Leaf ? value.name() : Names.array(value.name());
  }

  /// Declares the local variable for a value's array.
  CodeBlock declareArray(Value value) {
    return CodeBlock.of("float[] $N = $L;\n", array(value), arrayOf(value));
  }

  /// The array that keeps a value.
  CodeBlock arrayOf(Value value) {
    return CodeBlock.of(value.op() instanceof Op.Leaf ? "buffers.$N()" : "buffers.$N", array(value));
  }

  /// The constant for the distance of a value's rows.
  String stride(Value value) {
    return value.isLeaf(Op.LeafKind.INPUT) ? constants.sampleStride() : constants.stride(buffer(value));
  }

  /// Where a row of a value begins.
  CodeBlock rowAt(Value value, String row) {
    return value.isLeaf(Op.LeafKind.INPUT)
        ? CodeBlock.of("buffers.samplesAt() + $L * $N", row, stride(value))
        : CodeBlock.of("$L * $N", row, stride(value));
  }

  /// Where the first row of a value begins.
  CodeBlock start(Value value) {
    return CodeBlock.of(value.isLeaf(Op.LeafKind.INPUT) ? "buffers.samplesAt()" : "0");
  }

  /// Where a column of the first row of a value stands.
  CodeBlock columnAt(Value value, String column) {
    return value.isLeaf(Op.LeafKind.INPUT)
        ? CodeBlock.of("buffers.samplesAt() + $L", column)
        : CodeBlock.of("$L", column);
  }

  /// The buffer that keeps a value.
  Buffer buffer(Value value) {
    return program.buffer(value)
        .orElseThrow(() -> new IllegalStateException(value + " is needed but not kept"));
  }

  /// Whether the workspace keeps a value.
  boolean isKept(Value value) {
    return program.buffer(value).isPresent();
  }
}
