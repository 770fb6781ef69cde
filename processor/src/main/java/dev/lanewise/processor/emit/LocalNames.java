package dev.lanewise.processor.emit;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/// Gives out local names that differ from each other and from those taken already.
final class LocalNames {
  private final Set<String> taken = new HashSet<>();

  LocalNames(String... taken) {
    this.taken.addAll(Set.of(taken));
  }

  /// Names for an inner block: what is taken here is taken there, but not the other way round.
  LocalNames inner() {
    LocalNames inner = new LocalNames();
    inner.taken.addAll(taken);
    return inner;
  }

  /// The wanted name, or the wanted name with the first free number from 2 if it is taken or a word of Java.
  String allocate(String wanted) {
    if (SourceVersion.isKeyword(wanted)) {
      taken.add(wanted);
    }
    String name = wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + i;
    }
    return name;
  }
}
