package dev.lanewise.processor.read.source;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/// What names mean in a class, by the rules of Java (JLS 6.4.1, 6.5): its own members and those around it first, then
/// single imports, the package, and imports on demand.
final class Scope {
  private final TypeElement type;
  private final SourceFile file;
  private final Elements elements;

  /// The scope of the body of a class.
  Scope(TypeElement type, SourceFile file, Elements elements) {
    this.type = type;
    this.file = file;
    this.elements = elements;
  }

  SourceFile file() {
    return file;
  }

  /// The field of a simple name; empty if there is none.
  Optional<VariableElement> field(String name) {
    return enclosing()
        .map(one -> fieldOf(one, name))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> staticImports(name).map(one -> fieldOf(one, name)).flatMap(Optional::stream).findFirst());
  }

  /// The field of a type, its own or inherited.
  Optional<VariableElement> fieldOf(TypeElement owner, String name) {
    return ElementFilter.fieldsIn(elements.getAllMembers(owner)).stream()
        .filter(field -> field.getSimpleName().contentEquals(name))
        .findFirst();
  }

  /// The methods of a simple name, from the innermost class that has any.
  List<ExecutableElement> methods(String name) {
    return enclosing()
        .map(one -> methodsOf(one, name))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElseGet(() -> staticImports(name).flatMap(one -> methodsOf(one, name).stream()).distinct().toList());
  }

  /// The methods of a type by name, its own and inherited.
  List<ExecutableElement> methodsOf(TypeElement owner, String name) {
    return ElementFilter.methodsIn(elements.getAllMembers(owner)).stream()
        .filter(method -> method.getSimpleName().contentEquals(name))
        .toList();
  }

  /// The type that an expression names; empty if it is none.
  Optional<TypeElement> type(ExpressionTree name) {
    return switch (name) {
      case IdentifierTree identifier -> type(identifier.getName().toString());
      case MemberSelectTree select -> {
        String simple = select.getIdentifier().toString();
        yield type(select.getExpression())
            .flatMap(owner -> memberType(owner, simple))
            .or(() -> Optional.ofNullable(elements.getTypeElement(select.toString())));
      }
      default -> Optional.empty();
    };
  }

  private Optional<TypeElement> type(String name) {
    return Stream.<Stream<TypeElement>>of(
            enclosing().flatMap(one -> Stream.concat(named(one, name), memberType(one, name).stream())),
            imports(false, false).filter(one -> one.endsWith("." + name)).map(elements::getTypeElement),
            Stream.of(elements.getTypeElement(inPackage(name))),
            imports(false, true).map(one -> elements.getTypeElement(one + "." + name)),
            staticImports(name).flatMap(one -> memberType(one, name).stream()),
            Stream.of(elements.getTypeElement("java.lang." + name)))
        .flatMap(found -> found)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Stream<TypeElement> named(TypeElement type, String name) {
    return type.getSimpleName().contentEquals(name) ? Stream.of(type) : Stream.empty();
  }

  private Optional<TypeElement> memberType(TypeElement owner, String name) {
    return ElementFilter.typesIn(elements.getAllMembers(owner)).stream()
        .filter(member -> member.getSimpleName().contentEquals(name))
        .findFirst();
  }

  private String inPackage(String name) {
    PackageElement here = elements.getPackageOf(type);
    return here.isUnnamed() ? name : here.getQualifiedName() + "." + name;
  }

  /// The class and those around it, from the inside out.
  private Stream<TypeElement> enclosing() {
    List<TypeElement> types = new ArrayList<>();
    for (Element one = type; one instanceof TypeElement each; one = one.getEnclosingElement()) {
      types.add(each);
    }
    return types.stream();
  }

  /// The types from which a simple name may be imported statically.
  private Stream<TypeElement> staticImports(String name) {
    Stream<String> single = imports(true, false)
        .filter(one -> one.endsWith("." + name))
        .map(one -> one.substring(0, one.length() - name.length() - 1));
    return Stream.concat(single, imports(true, true)).map(elements::getTypeElement).filter(Objects::nonNull);
  }

  /// The names that imports of a kind name; without the star of those on demand.
  private Stream<String> imports(boolean isStatic, boolean isOnDemand) {
    return file.unit().getImports().stream()
        .filter(one -> one.isStatic() == isStatic && !one.isModule())
        .map(ImportTree::getQualifiedIdentifier)
        .map(Object::toString)
        .filter(name -> name.endsWith(".*") == isOnDemand)
        .map(name -> isOnDemand ? name.substring(0, name.length() - 2) : name);
  }

  /// Whether a field can never change.
  static boolean isConstant(VariableElement field) {
    return field.getModifiers().contains(Modifier.STATIC) && field.getModifiers().contains(Modifier.FINAL);
  }
}
