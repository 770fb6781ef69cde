package dev.lanewise.processor.emit;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/// Gives out local names that differ from each other and from those taken already.
final class LocalNames {
  private final Set<String> taken;
  private final String ending;

  LocalNames(String... taken) {
    this(new HashSet<>(Set.of(taken)), "");
  }

  private LocalNames(Set<String> taken, String ending) {
    this.taken = taken;
    this.ending = ending;
  }

  /// Names for an inner block: what is taken here is taken there, but not the other way round.
  LocalNames inner() {
    return new LocalNames(new HashSet<>(taken), ending);
  }

  /// Names of the same block that all have an ending.
  LocalNames endingIn(String end) {
    return new LocalNames(taken, end);
  }

  /// The wanted name, or the wanted name with the first free number from 2 if it is taken or a word of Java.
  String allocate(String wanted) {
    if (SourceVersion.isKeyword(wanted)) {
      taken.add(wanted);
    }
    String name = wanted + ending;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + i + ending;
    }
    return name;
  }
}
