package dev.lanewise.processor.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {
  @ParameterizedTest
  @CsvSource({"'', '', 0", "'', abc, 3", "abc, '', 3", "same, SAME, 0", "kitten, sitting, 3", "ab, ba, 2"})
  void countsTheLettersToChange(String from, String to, int expected) {
    assertEquals(expected, Similarity.distance(from, to));
  }

  @Test
  void findsTheClosestOfThoseThatAreClose() {
    List<String> candidates = List.of("lanewise.dump", "lanewise.verbose", "lanewise.warnings");
    assertEquals(Optional.of("lanewise.warnings"), Similarity.closest("lanewise.warning", candidates));
    assertEquals(Optional.empty(), Similarity.closest("something.else", candidates));
    assertEquals(Optional.empty(), Similarity.closest("x", List.of()));
  }

  @Test
  void takesTheFirstByAlphabetOfEquallyCloseOnes() {
    assertEquals(Optional.of("cat"), Similarity.closest("hat", List.of("rat", "cat")));
  }

  @Test
  void listsEverythingWhereNothingIsClose() {
    assertEquals("choose from red, blue", Similarity.suggestion("something", List.of("red", "blue")));
    assertEquals("did you mean blue?", Similarity.suggestion("blu", List.of("red", "blue", "green")));
  }
}
