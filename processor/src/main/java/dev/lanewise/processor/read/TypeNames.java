package dev.lanewise.processor.read;

import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/// The names of types within their packages, from which those of generated classes are made.
final class TypeNames {
  private TypeNames() {}

  /// As Java source names a type from its package: `Outer.Inner`.
  static String inPackage(TypeElement type, Elements elements) {
    return type.getQualifiedName().toString().substring(prefix(type, elements).length());
  }

  /// The same as one word: `Outer_Inner`.
  static String flat(TypeElement type, Elements elements) {
    return inPackage(type, elements).replace('.', '_');
  }

  /// What stands before the names of the types of a type's package: empty, or the package and a dot.
  static String prefix(TypeElement type, Elements elements) {
    PackageElement home = elements.getPackageOf(type);
    return home.isUnnamed() ? "" : home.getQualifiedName() + ".";
  }
}
