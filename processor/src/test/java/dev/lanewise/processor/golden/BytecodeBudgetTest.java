package dev.lanewise.processor.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.Generated;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sizes at which HotSpot changes its mind about a method.
class BytecodeBudgetTest {
  /// A kernel stays well under the 8,000 bytes beyond which nothing is compiled (`HugeMethodLimit`).
  private static final int TILE = 4_000;
  /// A method that takes or returns a vector must be inlined, or the vector is boxed (`FreqInlineSize` is 325).
  private static final int TAKES_A_VECTOR = 325;
  private static final int HUGE = 8_000;

  @ParameterizedTest
  @EnumSource
  void goldensKeepTheBudget(Golden golden) {
    check(golden.generate());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "@Network(input = 1000, loss = SoftmaxCrossEntropy.class)"
          + " record Net(@Dense(257) @Relu Layer a, @Dense(257) @Tanh Layer b, @Dense(17) Layer c) {}",
      "@Network(input = 5, loss = Huber.class) record Net(@Dense(7) @Sigmoid @Tanh @Relu @LeakyRelu @Elu @Gelu @Silu"
          + " @Softplus Layer all, @Dense(3) @Gelu @Silu Layer b) {}",
      "@Network(input = 37, loss = SoftTargetCrossEntropy.class) record Net(@Dense(48) @Gelu Layer a,"
          + " @Dense(64) @Silu Layer b, @Dense(33) @Elu Layer c, @Dense(16) @Softplus Layer d, @Dense(100) Layer e) {}",
      "@Network(input = 64, loss = MeanAbsoluteError.class)"
          + " record Net(@Dense(32) @Silu @Gelu Layer a, @Dense(32) @Gelu @Elu Layer b) {}",
  })
  void awkwardNetworksKeepTheBudget(String network) {
    check(Generated.from(Map.of("Net",
        "import dev.lanewise.*; import dev.lanewise.layer.*; import dev.lanewise.loss.*;\n" + network)));
  }

  private static void check(Generated generated) {
    List<String> over = new ArrayList<>();
    int tiles = 0;
    for (byte[] bytes : generated.classes().values()) {
      ClassModel type = ClassFile.of().parse(bytes);
      boolean isTiles = type.thisClass().asInternalName().endsWith("$Tiles");
      for (MethodModel method : type.methods()) {
        int size = method.findAttribute(Attributes.code()).map(code -> code.codeLength()).orElse(0);
        int budget = takesAVector(method) ? TAKES_A_VECTOR : isTiles ? TILE : HUGE;
        String described = type.thisClass().asInternalName() + "." + method.methodName().stringValue();
        if (size >= budget) {
          over.add(described + " has " + size + " bytes, must stay under " + budget);
        }
        tiles += isTiles ? 1 : 0;
      }
    }
    assertEquals(List.of(), over);
    assertTrue(tiles > 0, "no tiles found");
  }

  private static boolean takesAVector(MethodModel method) {
    var type = method.methodTypeSymbol();
    return Stream.concat(Stream.of(type.returnType()), type.parameterList().stream())
        .map(ClassDesc::packageName)
        .anyMatch("jdk.incubator.vector"::equals);
  }
}
