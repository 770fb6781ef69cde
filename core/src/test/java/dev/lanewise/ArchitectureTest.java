package dev.lanewise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleFinder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds the packages of this module to the map of what each may use.
class ArchitectureTest {
  private static final String ROOT = "dev.lanewise";
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

  /// What each package uses; the words that all share are in the package `.` itself.
  private static final Map<String, Set<String>> MAP = Map.ofEntries(
      Map.entry(".", Set.of("init", "reference", "runtime", "safetensors", "verify")),
      Map.entry("formula", Set.of()),
      Map.entry("init", Set.of(".")),
      Map.entry("layer", Set.of(".", "formula", "init")),
      Map.entry("loss", Set.of(".", "formula")),
      Map.entry("simd", Set.of(".")),
      Map.entry("json", Set.of()),
      Map.entry("safetensors", Set.of(".", "json")),
      Map.entry("reference", Set.of(".", "formula", "init", "simd")),
      Map.entry("runtime", Set.of(".", "init", "safetensors", "simd")),
      Map.entry("optim", Set.of(".")),
      Map.entry("verify", Set.of(".", "reference", "runtime")),
      Map.entry("data", Set.of(".", "init", "safetensors")),
      Map.entry("metrics", Set.of(".", "data", "train")),
      Map.entry("schedule", Set.of(".")),
      Map.entry("train", Set.of(".", "data", "json", "optim", "runtime", "safetensors", "schedule")),
      Map.entry("report", Set.of(".", "train")),
      Map.entry("search", Set.of(".", "data", "init", "json", "optim", "schedule", "train")));

  @Test
  void eachPackageUsesWhatTheMapSays() {
    Map<String, Set<String>> unexpected = new TreeMap<>();
    Map<String, Set<String>> unused = new TreeMap<>();
    MAP.forEach((name, uses) -> unused.put(name, new TreeSet<>(uses)));
    for (JavaClass type : CLASSES) {
      String from = part(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT) && !part(target).equals(from)) {
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

  /// The words of the root package and what works behind them need each other; nothing else does.
  @Test
  void thePackagesUnderTheRootAreFreeOfCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyVectorCodeUsesTheVectorModule() {
    noClasses().that().resideOutsideOfPackage(ROOT + ".simd..")
        .should().dependOnClassesThat().resideInAnyPackage("jdk.incubator.vector..")
        .because("without the module, everything but vector code must load")
        .check(CLASSES);
  }

  @Test
  void needsNothingButTheBaseAndTheVectorModule() {
    Set<String> allowed = ModuleFinder.ofSystem().findAll().stream()
        .filter(module -> Set.of("java.base", "jdk.incubator.vector").contains(module.descriptor().name()))
        .flatMap(module -> module.descriptor().packages().stream())
        .collect(Collectors.toSet());
    Set<String> others = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        boolean isOurs = target.getPackageName().startsWith(ROOT) || target.isPrimitive();
        if (!isOurs && !allowed.contains(target.getPackageName())) {
          others.add(dependency.getDescription());
        }
      }
    }
    assertEquals(Set.of(), others);
  }

  @Test
  void usesNoInternalsOfTheJdk() {
    noClasses().should().dependOnClassesThat()
        .resideInAnyPackage("sun..", "com.sun..", "jdk.internal..")
        .check(CLASSES);
  }

  private static String part(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "." : name.substring(ROOT.length() + 1);
  }
}
