package dev.lanewise.processor.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The generated source as it is read in a review. What it computes is tested elsewhere.
class GoldenTest {
  private static final String UPDATE = "lanewise.golden.update";

  // Penalties are added where no loop carries the sum on any more.
  private static final Pattern RENEWED_BY_ITSELF =
      Pattern.compile("\\b(\\w+) =\\s+\\1\\.(?!add\\(l1,)\\w+\\(");

  @ParameterizedTest
  @EnumSource
  void generatesTheExpectedSourceWhichCompilesWithoutAWarning(Golden golden) throws IOException {
    String generated = golden.generated();
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(golden.path(), generated);
      return;
    }
    String hint = golden.path() + " is out of date: review the difference, then run with -D" + UPDATE + "=true";
    assertTrue(Files.exists(golden.path()), hint);
    String expected = Golden.read(golden.path());
    if (!expected.equals(generated)) {
      fail(hint + firstDifference(expected.lines().toList(), generated.lines().toList()));
    }
  }

  /// HotSpot knows the class of what a loop carries on from a profile only: as receiver it may be boxed for good.
  @ParameterizedTest
  @EnumSource
  void noVectorIsTheReceiverOfTheCallThatRenewsIt(Golden golden) {
    assertEquals(List.of(), RENEWED_BY_ITSELF.matcher(golden.generated()).results().map(MatchResult::group).toList());
  }

  /// One line of thousands is easier to see than two whole files.
  private static String firstDifference(List<String> expected, List<String> generated) {
    int i = 0;
    while (i < Math.min(expected.size(), generated.size()) && expected.get(i).equals(generated.get(i))) {
      i++;
    }
    return "\nline " + (i + 1) + " was:  " + (i < expected.size() ? expected.get(i) : "(end)")
        + "\nand is now: " + (i < generated.size() ? generated.get(i) : "(end)");
  }
}
