package dev.lanewise.processor.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The generated source as it is read in a review. What it computes is tested elsewhere.
class GoldenTest {
  private static final String UPDATE = "lanewise.golden.update";

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
    assertEquals(Golden.read(golden.path()), generated, hint);
  }
}
