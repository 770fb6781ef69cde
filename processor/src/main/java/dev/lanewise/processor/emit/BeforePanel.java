package dev.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a product does before it comes to the columns of a panel.
///
/// @param condition when it does it, as code; empty if always
/// @param code makes the code from the panel's first column and the number of its columns, which are code
record BeforePanel(String condition, BiFunction<String, String, CodeBlock> code) {
  static final BeforePanel NOTHING = always((_, _) -> CodeBlock.of(""));

  /// Something that it does in any case.
  static BeforePanel always(BiFunction<String, String, CodeBlock> code) {
    return new BeforePanel("", code);
  }

  /// The code for a panel.
  CodeBlock of(String panel, String width) {
    return of(panel, width, "");
  }

  /// The code for a panel that is a thread's on a condition.
  ///
  /// @param isOwn the condition, as code
  CodeBlock of(String panel, String width, String isOwn) {
    CodeBlock inner = code.apply(panel, width);
    String conditions = Stream.of(condition, isOwn).filter(text -> !text.isEmpty()).collect(Collectors.joining(" && "));
    if (inner.isEmpty() || conditions.isEmpty()) {
      return inner;
    }
    return CodeBlock.builder().beginControlFlow("if ($L)", conditions).add(inner).endControlFlow().build();
  }
}
