package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;

/// Every type that generated code names.
final class JavaTypes {
  /// The package of the vector types, in one place because it changes when the API leaves incubation.
  private static final String VECTOR_PACKAGE = "jdk.incubator.vector";

  static final ClassName FLOAT_VECTOR = ClassName.get(VECTOR_PACKAGE, "FloatVector");
  static final ClassName VECTOR_MASK = ClassName.get(VECTOR_PACKAGE, "VectorMask");
  static final ClassName VECTOR_OPERATORS = ClassName.get(VECTOR_PACKAGE, "VectorOperators");
  static final ClassName VECTOR_SPECIES = ClassName.get(VECTOR_PACKAGE, "VectorSpecies");

  static final ClassName CACHE_LINES = ClassName.get("dev.lanewise.simd", "CacheLines");
  static final ClassName COLUMNS = ClassName.get("dev.lanewise.simd", "Columns");
  static final ClassName LANES = ClassName.get("dev.lanewise.simd", "Lanes");
  static final ClassName PANELS = ClassName.get("dev.lanewise.simd", "Panels");
  static final ClassName ROWS = ClassName.get("dev.lanewise.simd", "Rows");
  static final ClassName SCALAR_PRODUCTS = ClassName.get("dev.lanewise.simd", "ScalarProducts");
  static final ClassName SCALAR_ROWS = ClassName.get("dev.lanewise.simd", "ScalarRows");
  static final ClassName SCALAR_MATH = ClassName.get("dev.lanewise.simd", "ScalarMath");
  static final ClassName VECTOR_FUNCTIONS = ClassName.get("dev.lanewise.simd", "VectorFunctions");

  static final ClassName LINK = ClassName.get("dev.lanewise", "Link");
  static final ClassName PARAMETER_LAYOUT = ClassName.get("dev.lanewise", "ParameterLayout");
  static final ClassName PARAMETER_SLOT = ClassName.get("dev.lanewise", "ParameterSlot");
  static final ClassName REDUCTION = ClassName.get("dev.lanewise", "Reduction");
  static final ClassName TARGET_KIND = ClassName.get("dev.lanewise", "TargetKind");

  static final ClassName COMPILED_MODEL = ClassName.get("dev.lanewise.runtime", "CompiledModel");
  static final ClassName COMPILED_WORKSPACE = ClassName.get("dev.lanewise.runtime", "CompiledWorkspace");
  static final ClassName STAGE = ClassName.get("dev.lanewise.runtime", "Stage");
  static final ClassName WARM_UP = ClassName.get("dev.lanewise.runtime", "WarmUp");
  static final ClassName SHARE = ClassName.get("dev.lanewise.runtime", "Share");
  static final ClassName WORKERS = ClassName.get("dev.lanewise.runtime", "Workers");
  static final ClassName REFERENCE_NETWORK = ClassName.get("dev.lanewise.reference", "ReferenceNetwork");

  private JavaTypes() {}
}
