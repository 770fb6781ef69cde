package dev.lanewise.processor.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.Generated;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `-Alanewise.explain` prints, rewritten with `-Dlanewise.golden.update=true`.
class ExplanationTest {

  @ParameterizedTest
  @EnumSource(names = {"TWO_LAYER_NET", "GATED"})
  void explainsRowsAndLoss(Golden golden) throws IOException {
    String explained = explained(golden, "-Alanewise.explain=hidden,loss");
    if (Boolean.getBoolean("lanewise.golden.update")) {
      Files.writeString(golden.explanation(), explained);
    }
    assertEquals(Golden.read(golden.explanation()), explained);
  }

  @Test
  void explainsEverythingIfNothingIsNamed() {
    assertEquals(explained(Golden.LINE, "-Alanewise.explain=all"), explained(Golden.LINE, "-Alanewise.explain"));
    assertEquals("", explained(Golden.LINE, "-Alanewise.verbose=false"));
  }

  @Test
  void stillSaysWhatItExplainsWhereARowHasNoActivation() {
    String explained = explained(Golden.LINE, "-Alanewise.explain");
    assertTrue(explained.contains("fused into lossRows"), explained);
  }

  @Test
  void saysWhatCountsInTrainingOnly() {
    String explained = explained(Golden.FINE_TUNED, "-Alanewise.explain=edges,shapes");
    for (String part : List.of(
        "backward: no gradient of the parameters: the row is frozen",
        "work: 720 operations for each sample in the product\n",
        "@Dropout: x times a mask, 0 with probability 0.5 and else 1 / (1 - 0.5); outside training the mask is all 1",
        "learning rate: that of the run times 0.1",
        "as many in the gradient of the weights; nothing needs a gradient of the input")) {
      assertTrue(explained.contains(part), explained);
    }
  }

  /// The notes with the line that each is attached to.
  private static String explained(Golden golden, String option) {
    Generated generated = Generated.from(golden.declaration(), option);
    return generated.compilation().notes().stream()
        .filter(note -> note.getMessage(Locale.ROOT).startsWith("row ")
            || note.getMessage(Locale.ROOT).startsWith("loss "))
        .map(ExplanationTest::described)
        .collect(Collectors.joining());
  }

  private static String described(Diagnostic<? extends JavaFileObject> note) {
    return "line " + note.getLineNumber() + ": " + note.getMessage(Locale.ROOT) + "\n";
  }
}
