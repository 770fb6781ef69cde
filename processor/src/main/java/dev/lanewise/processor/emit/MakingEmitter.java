package dev.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.FormulaPrinter;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.layer.ActivationLayer;
import dev.lanewise.processor.layer.DenseLayer;
import dev.lanewise.processor.layer.DropoutLayer;
import dev.lanewise.processor.layer.InitializerChoice;
import dev.lanewise.processor.layer.LayerKind;
import dev.lanewise.processor.layer.LearntParameter;
import dev.lanewise.processor.layer.LossChoice;
import dev.lanewise.processor.layer.NetworkModel;
import dev.lanewise.processor.layer.Row;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/// Emits the methods that make models: new ones, copies, and the reference implementation.
final class MakingEmitter {
  private final NetworkModel network;
  private final ClassName model;
  private final ClassName record;

  MakingEmitter(NetworkModel network, ClassName model, ClassName record) {
    this.network = network;
    this.model = model;
    this.record = record;
  }

  List<MethodSpec> emit() {
    return List.of(
        create(),
        copy("copy", "new $T(copyOfParameters(), false)"),
        copy("snapshot", "new $T(copyOfParameters(), true)"),
        reference(),
        referenceNetwork());
  }

  private MethodSpec create() {
    MethodSpec.Builder method = MethodSpec.methodBuilder("create")
        .addModifiers(Modifier.STATIC)
        .returns(model)
        .addParameter(long.class, "seed")
        .addJavadoc("""
            Makes a model with random weights; biases start at 0$L.

            @param seed any number; the same seed gives the same weights on every machine
            """, learnsParameters() ? ", what activations learn where they say" : "");
    if (network.isPublic()) {
      method.addModifiers(Modifier.PUBLIC);
    }
    method.addStatement("float[] parameters = new float[LAYOUT.length()]");
    for (Row row : network.rows()) {
      for (LayerKind layer : row.layers()) {
        if (layer instanceof DenseLayer dense) {
          method.addStatement("initialize(parameters, LAYOUT, $S, $L, seed)",
              row.name() + ".weight", initializer(dense.initializer()));
        }
        if (layer instanceof ActivationLayer activation) {
          for (LearntParameter learnt : activation.learnt()) {
            method.addStatement("fill(parameters, LAYOUT, $S, $L)",
                row.name() + "." + learnt.name(), ScalarSpelling.literal((float) learnt.initial()));
          }
        }
      }
    }
    return method.addStatement("return new $T(parameters, false)", model).build();
  }

  private boolean learnsParameters() {
    return network.rows().stream()
        .flatMap(row -> row.layers().stream())
        .anyMatch(layer -> layer instanceof ActivationLayer activation && !activation.learnt().isEmpty());
  }

  private static CodeBlock initializer(InitializerChoice choice) {
    ClassName type = ClassName.bestGuess(choice.className());
    return choice.standardDeviation().isPresent()
        ? CodeBlock.of("new $T($L)", type, choice.standardDeviation().getAsDouble())
        : CodeBlock.of("new $T()", type);
  }

  private MethodSpec copy(String name, String value) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(model)
        .addStatement("return " + value, model)
        .build();
  }

  private MethodSpec reference() {
    CodeBlock layers = network.rows().stream()
        .map(row -> CodeBlock.of("network.layer($S)", row.name()))
        .collect(CodeBlock.joining(",$W"));
    MethodSpec.Builder method = MethodSpec.methodBuilder("reference")
        .returns(record)
        .addJavadoc("The declaration itself, each row a slow double-precision layer with a copy of the parameters.")
        .addStatement("$T network = referenceNetwork()", JavaTypes.REFERENCE_NETWORK)
        .addStatement("return new $T($L)", record, layers);
    if (network.isPublic()) {
      method.addModifiers(Modifier.PUBLIC);
    }
    return method.build();
  }

  private MethodSpec referenceNetwork() {
    CodeBlock.Builder chain = CodeBlock.builder().add("return $T.builder($L)", JavaTypes.REFERENCE_NETWORK,
        network.inputWidth());
    if (network.inputNoise() > 0) {
      chain.add("\n.inputNoise($L)", network.inputNoise());
    }
    for (Row row : network.rows()) {
      chain.add("\n.row($S)", row.name());
      for (LayerKind layer : row.layers()) {
        switch (layer) {
          case DenseLayer dense -> chain.add(dense(row, dense));
          case ActivationLayer activation -> chain.add(activation(row, activation));
          case DropoutLayer dropout -> chain.add("\n.dropout($L)", dropout.rate());
        }
      }
    }
    network.losses().forEach(loss -> chain.add(loss(loss)));
    if (network.hasOwnTargetWidth()) {
      chain.add("\n.targets($L)", network.targetWidth());
    }
    return MethodSpec.methodBuilder("referenceNetwork")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(JavaTypes.REFERENCE_NETWORK)
        .addCode("$[$L\n.build();\n$]", chain.build())
        .build();
  }

  private static String text(Expr formula, Map<String, Expr> statements) {
    return FormulaPrinter.print(new NamedFormula(formula, statements));
  }

  private static CodeBlock dense(Row row, DenseLayer dense) {
    CodeBlock bias = dense.hasBias() ? CodeBlock.of(", parameter($S)", row.name() + ".bias") : CodeBlock.of("");
    if (dense.penalty().isNone()) {
      return CodeBlock.of("\n.dense($L, parameter($S)$L)", dense.units(), row.name() + ".weight", bias);
    }
    return CodeBlock.of("\n.dense($L, parameter($S)$L,$W$L, $L)", dense.units(), row.name() + ".weight",
        dense.hasBias() ? bias : ", null", dense.penalty().l1(), dense.penalty().l2());
  }

  private static CodeBlock activation(Row row, ActivationLayer activation) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("\n.activation($S)", text(activation.formula(), activation.statements()));
    for (LearntParameter learnt : activation.learnt()) {
      code.add("\n.learnt($S, parameter($S))", learnt.name(), row.name() + "." + learnt.name());
    }
    return code.build();
  }

  private static CodeBlock loss(LossChoice loss) {
    String formula = text(loss.formula(), loss.statements());
    return loss.isElementwise()
        ? CodeBlock.of("\n.elementwiseLoss($S,$W$T.$L,$W$T.$L)",
            formula, JavaTypes.REDUCTION, loss.reduction().name(), JavaTypes.LINK, loss.link().name())
        : CodeBlock.of("\n.rowWiseLoss($S,$W$T.$L,$W$T.$L)",
            formula, JavaTypes.TARGET_KIND, loss.targetKind().name(), JavaTypes.LINK, loss.link().name());
  }
}
