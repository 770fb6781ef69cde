package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.ParameterSlot;
import dev.lanewise.processor.ir.Kernel;
import dev.lanewise.processor.ir.Op;
import dev.lanewise.processor.ir.Shape;
import dev.lanewise.processor.ir.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/// Emits a method that finishes stored products: bias, activation, derivative.
///
/// In vectors it goes down the columns that tiles have just stored, number by number along the rows.
final class EpilogueLoop {
  private final Kernel.RowContraction kernel;
  private final List<Value> maps;
  private final Places places;
  private final ClassName buffers;
  private final Form form;

  /// @param maps the formulas of the loop
  EpilogueLoop(Kernel.RowContraction kernel, List<Value> maps, Places places, ClassName buffers, Form form) {
    this.kernel = kernel;
    this.maps = maps;
    this.places = places;
    this.buffers = buffers;
    this.form = form;
  }

  static boolean isParameter(Value value) {
    return value.isLeaf(Op.LeafKind.PARAMETER);
  }

  static boolean isOneNumber(Value parameter) {
    return parameter.shape().equals(Shape.SCALAR);
  }

  /// The parameters that some formulas read, each with a local variable: `bias`, `slope`.
  static Map<Value, String> parameterNames(List<Value> maps, LocalNames names) {
    Map<Value, String> parameters = new LinkedHashMap<>();
    maps.stream()
        .flatMap(value -> value.op().inputs().stream())
        .filter(EpilogueLoop::isParameter)
        .forEach(parameter -> parameters.computeIfAbsent(
            parameter, key -> names.allocate(key.name().substring(key.name().indexOf('.') + 1))));
    return parameters;
  }

  /// The rows that some formulas read beside the product, each once.
  static List<Value> otherRows(Kernel.RowContraction kernel, List<Value> maps) {
    return maps.stream()
        .flatMap(map -> map.op().inputs().stream())
        .filter(input -> input != kernel.product() && !isParameter(input))
        .distinct()
        .toList();
  }

  /// The method.
  MethodSpec emit(String name) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.STATIC)
        .addJavadoc("$L", Prose.wrapped("Finishes " + (form.isVectors() ? "some columns of " : "")
            + "the products of samples {@code from} to {@code to}: " + description() + "."))
        .addParameter(float[].class, "parameters")
        .addParameter(buffers, "buffers")
        .addParameter(int.class, "from")
        .addParameter(int.class, "to");
    if (form.isVectors()) {
      method.addParameter(int.class, "column").addParameter(int.class, "columns");
    }
    CodeBlock.Builder code = CodeBlock.builder();
    LocalNames names =
        new LocalNames("parameters", "buffers", "sum", "place", "sample", "from", "to", "column", "columns");
    for (Value value : arrays()) {
      code.add(places.declareArray(value));
      names.allocate(places.array(value));
    }
    Map<Value, String> parameters = parameterNames(maps, names);
    parameters.keySet().stream().filter(EpilogueLoop::isOneNumber).forEach(parameter -> code.addStatement(
        "float $N = parameters[$N]", parameters.get(parameter), places.constants().offset(parameter.name())));
    loops(parameters, names, code);
    return method.addCode(form.body(maps, code.build())).build();
  }

  private void loops(Map<Value, String> parameters, LocalNames names, CodeBlock.Builder code) {
    String samples = "for (int sample = from; sample < to; sample++)";
    if (form.isVectors()) {
      code.beginControlFlow("for (int place = column; place < column + columns; $L)", form.next("place"));
      loadParameters(parameters, code);
      code.beginControlFlow(samples);
    } else {
      code.beginControlFlow(samples);
      code.beginControlFlow("for (int place = 0; place < $L; $L)",
          ParameterSlot.padded(kernel.product().shape().width()), form.next("place"));
      loadParameters(parameters, code);
    }
    code.add(body(parameters, names)).endControlFlow().endControlFlow();
  }

  private void loadParameters(Map<Value, String> parameters, CodeBlock.Builder code) {
    parameters.forEach((parameter, name) -> {
      if (!isOneNumber(parameter)) {
        code.addStatement("$T $N = $L", form.type(), name,
            form.load("parameters", places.constants().offset(parameter.name()) + " + place"));
      }
    });
  }

  private CodeBlock body(Map<Value, String> parameters, LocalNames names) {
    CodeBlock.Builder code = CodeBlock.builder();
    Value result = kernel.result();
    for (Value value : arrays()) {
      code.addStatement("int $N = $L + place", names.allocate(at(value)), places.rowAt(value, "sample"));
    }
    if (readsSum()) {
      code.addStatement("$T sum =$W$L", form.type(), form.load(places.array(result), at(result)));
    }
    if (copiesSum()) {
      form.store(CodeBlock.of("sum"), places.array(kernel.product()), at(kernel.product()), code);
    }
    Map<Value, Term> terms = new HashMap<>();
    terms.put(kernel.product(), form.local("sum"));
    parameters.forEach((parameter, name) ->
        terms.put(parameter, isOneNumber(parameter) ? Term.number(name) : form.local(name)));
    for (Value value : maps) {
      Op.Map map = (Op.Map) value.op();
      Map<String, Term> variables = FormulaEmitter.variables(
          map, input -> terms.computeIfAbsent(input, kept -> load(kept, names, code)));
      String local = names.allocate(localName(value));
      FormulaEmitter.declare(form, local, map, variables, names, code);
      terms.put(value, form.local(local));
      if (value == result || places.isKept(value)) {
        store(value, local, code);
      }
    }
    return code.build();
  }

  private String localName(Value value) {
    return Names.array(value.name()) + form.suffix();
  }

  /// Whether the loop needs the product, which is left where the result will be.
  private boolean readsSum() {
    return copiesSum() || maps.stream().anyMatch(value -> value.op().inputs().contains(kernel.product()));
  }

  /// Whether the loop, the first, puts the product where it is kept.
  private boolean copiesSum() {
    return places.isKept(kernel.product()) && maps.getFirst() == kernel.epilogue().getFirst();
  }

  private void store(Value value, String local, CodeBlock.Builder code) {
    String array = places.array(value);
    if (!Padding.isToBeCleared(kernel, value, places.program().graph())) {
      form.store(CodeBlock.of("$N", local), array, at(value), code);
      return;
    }
    String width = places.constants().inputs(kernel.contract().b());
    code.add("// The derivative at 0 need not be finite, but the padding of a gradient is 0.\n");
    if (form.isVectors()) {
      code.addStatement("$T.zero(SPECIES).blend($N, SPECIES.indexInRange(place, $N))$Z.intoArray($N, $N)",
          JavaTypes.FLOAT_VECTOR, local, width, array, at(value));
    } else {
      form.store(CodeBlock.of("place < $N ? $N : 0f", width, local), array, at(value), code);
    }
  }

  private Term load(Value value, LocalNames names, CodeBlock.Builder code) {
    String local = names.allocate(localName(value));
    code.addStatement("$T $N =$W$L", form.type(), local, form.load(places.array(value), at(value)));
    return form.local(local);
  }

  /// The local variable for the place in a value's array.
  private String at(Value value) {
    return places.array(value) + "At";
  }

  /// The values whose arrays the loop reads or writes.
  private Set<Value> arrays() {
    Set<Value> arrays = new LinkedHashSet<>();
    if (readsSum() || maps.contains(kernel.result())) {
      arrays.add(kernel.result());
    }
    if (copiesSum()) {
      arrays.add(kernel.product());
    }
    for (Value value : maps) {
      value.op().inputs().stream()
          .filter(input -> input != kernel.product() && places.isKept(input))
          .forEach(arrays::add);
      if (places.isKept(value)) {
        arrays.add(value);
      }
    }
    return arrays;
  }

  private String description() {
    int loops = kernel.loops().size();
    if (loops > 1) {
      return "loop " + (kernel.loops().indexOf(maps) + 1) + " of " + loops + " towards " + kernel.result().name()
          + ", " + maps.stream()
              .map(value -> "{@code " + Prose.shortened(value.name() + " = " + ((Op.Map) value.op()).text()) + "}")
              .collect(Collectors.joining(", "));
    }
    StringBuilder text = new StringBuilder();
    for (Value value : maps) {
      text.append(text.isEmpty() ? "" : ", then ");
      text.append("{@code ").append(((Op.Map) value.op()).text()).append("}");
    }
    return text.toString();
  }
}
