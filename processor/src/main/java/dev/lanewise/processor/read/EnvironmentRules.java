package dev.lanewise.processor.read;

import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.runtime.LanewiseVersion;
import java.util.Objects;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/// What generated code needs from the compilation it is part of.
final class EnvironmentRules {
  private EnvironmentRules() {}

  /// Reports what is missing.
  ///
  /// @return whether annotations mean what this processor thinks they mean
  static boolean check(TypeElement record, ElementOrigin origin, Elements elements, Diagnostics diagnostics) {
    if (find("jdk.incubator.vector.FloatVector", record, elements) == null) {
      diagnostics.report(Problem.VECTOR_MODULE_MISSING, origin);
    }
    return checkVersion(record, origin, elements, diagnostics);
  }

  /// Reports a core library of another version; enough for code without vectors.
  ///
  /// @return whether annotations mean what this processor thinks they mean
  static boolean checkVersion(TypeElement type, ElementOrigin origin, Elements elements, Diagnostics diagnostics) {
    // The compiler put the processor's own version into this class when the processor was built.
    String coreVersion = versionOf(find("dev.lanewise.runtime.LanewiseVersion", type, elements));
    boolean isOurs = coreVersion.equals(LanewiseVersion.VERSION);
    if (!isOurs) {
      diagnostics.report(Problem.VERSION_MISMATCH, origin, coreVersion, LanewiseVersion.VERSION);
    }
    return isOurs;
  }

  /// A type as the user's module sees it.
  private static TypeElement find(String name, TypeElement user, Elements elements) {
    ModuleElement module = elements.getModuleOf(user);
    return module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
  }

  private static String versionOf(TypeElement type) {
    if (type == null) {
      return "without a version";
    }
    return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().contentEquals("VERSION"))
        .map(VariableElement::getConstantValue)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .findFirst()
        .orElse("without a version");
  }
}
