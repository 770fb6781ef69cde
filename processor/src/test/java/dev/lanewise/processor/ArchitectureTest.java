package dev.lanewise.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.Messager;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/// Holds the packages of the compiler to the map of what each may use: imports point towards the graph.
class ArchitectureTest {
  private static final String ROOT = "dev.lanewise.processor";
  private static final String CORE = "dev.lanewise";
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

  /// What each package uses of the others, and of core (`core.formula`; `core` for the root package).
  /// Constants that javac copies do not show.
  private static final Map<String, Set<String>> MAP = Map.of(
      ".", Set.of("diagnostic", "read", "read.source", "layer", "ir", "pass", "emit", "core", "core.formula"),
      "diagnostic", Set.of(),
      "scalar", Set.of("core.formula"),
      "ir", Set.of("diagnostic", "core", "core.formula"),
      "layer", Set.of("diagnostic", "scalar", "ir", "core", "core.formula"),
      "lint", Set.of("layer", "scalar", "diagnostic", "core", "core.formula", "core.init"),
      "pass", Set.of("scalar", "ir", "core", "core.formula"),
      "read.source", Set.of("diagnostic", "read", "core.formula"),
      "read", Set.of("diagnostic", "layer", "lint", "core", "core.formula", "core.init", "core.layer"),
      "emit", Set.of("scalar", "ir", "layer", "core", "core.formula"));

  @Test
  void eachPackageUsesWhatTheMapSays() {
    Map<String, Set<String>> unexpected = new TreeMap<>();
    Map<String, Set<String>> unused = new TreeMap<>();
    MAP.forEach((name, uses) -> unused.put(name, new TreeSet<>(uses)));
    for (JavaClass type : CLASSES) {
      String from = part(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(CORE) && !part(target).equals(from)) {
          unused.getOrDefault(from, new TreeSet<>()).remove(part(target));
          if (!MAP.getOrDefault(from, Set.of()).contains(part(target))) {
            unexpected.computeIfAbsent(from + " -> " + part(target), key -> new TreeSet<>())
                .add(dependency.getDescription());
          }
        }
      }
    }
    assertEquals(Map.of(), unexpected, "uses that the map does not have");
    unused.values().removeIf(Set::isEmpty);
    assertEquals(Map.of(), unused, "uses that nothing needs any more: take them off the map");
    assertEquals(
        CLASSES.stream().map(ArchitectureTest::part).collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(MAP.keySet()), "packages");
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheReaderAndTheEntryKnowTheLanguageModel() {
    DescribedPredicate<JavaClass> languageModel = DescribedPredicate.describe("the language model",
        // Modifiers and the words of Java are no part of a user's program.
        type -> type.getPackageName().startsWith("javax.lang.model")
            && !type.isEquivalentTo(Modifier.class)
            && !type.isEquivalentTo(SourceVersion.class));
    noClasses().that().resideOutsideOfPackages(ROOT, ROOT + ".read", ROOT + ".read.source")
        .should().dependOnClassesThat(languageModel)
        .orShould().dependOnClassesThat().resideInAPackage("javax.annotation.processing..")
        .check(CLASSES);
    noClasses().that().resideOutsideOfPackages(ROOT, ROOT + ".read", ROOT + ".read.source", ROOT + ".emit")
        .should().dependOnClassesThat().resideInAPackage("javax.lang.model..")
        .check(CLASSES);
  }

  @Test
  void onlyTheEmitterAndTheEntryKnowJavaPoet() {
    noClasses().that().resideOutsideOfPackages(ROOT, ROOT + ".emit")
        .should().dependOnClassesThat().resideInAPackage("com.palantir.javapoet..")
        .check(CLASSES);
  }

  @Test
  void onlyTheReaderOfBodiesKnowsTheSyntaxTreeAndNothingKnowsTheInternalsOfACompiler() {
    noClasses().that().resideOutsideOfPackage(ROOT + ".read.source").should().dependOnClassesThat()
        .resideInAPackage("com.sun.source..")
        .check(CLASSES);
    noClasses().should().dependOnClassesThat()
        .resideInAnyPackage("com.sun.tools..", "sun..", "jdk.internal..", "org.eclipse..")
        .check(CLASSES);
  }

  /// A network without bodies never loads what knows javac.
  @Test
  void onlyTheEntryKnowsTheReaderOfBodies() {
    noClasses().that().resideOutsideOfPackages(ROOT, ROOT + ".read.source")
        .should().dependOnClassesThat().resideInAPackage(ROOT + ".read.source")
        .check(CLASSES);
  }

  @Test
  void nothingLoadsTheVectorModule() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("jdk.incubator.vector..", CORE + ".simd..")
        .because("the JVM of a compiler has not resolved that module")
        .check(CLASSES);
  }

  @Test
  void onlyOneClassPrintsMessages() {
    Set<String> printing = CLASSES.stream()
        .filter(type -> type.getMethodCallsFromSelf().stream()
            .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Messager.class)))
        .map(JavaClass::getSimpleName)
        .collect(Collectors.toSet());
    assertEquals(Set.of("MessagerDiagnostics"), printing);
  }

  @Test
  void nothingKeepsStateBetweenNetworks() {
    Set<String> mutable = CLASSES.stream()
        .flatMap(type -> type.getFields().stream())
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
            && !field.getModifiers().contains(JavaModifier.FINAL))
        .map(field -> field.getFullName())
        .collect(Collectors.toSet());
    assertEquals(Set.of(), mutable);
  }

  private static String part(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(ROOT)) {
      return ".";
    }
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : name.replace(CORE, "core");
  }
}
