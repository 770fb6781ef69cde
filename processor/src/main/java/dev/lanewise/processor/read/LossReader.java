package dev.lanewise.processor.read;

import dev.lanewise.Link;
import dev.lanewise.Loss;
import dev.lanewise.Network;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.FreeVariables;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.diagnostic.Similarity;
import dev.lanewise.processor.layer.LossChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/// Reads the terms of the loss of a network.
public final class LossReader {
  private static final String LABEL = "label";
  private static final String TARGETS = "targets";
  private static final Set<String> ELEMENTWISE = new TreeSet<>(Set.of("prediction", "target"));
  private static final Set<String> WITH_LABEL = new TreeSet<>(Set.of("outputs", LABEL, "position", "width"));
  private static final Set<String> WITH_TARGETS =
      new TreeSet<>(Set.of("outputs", TARGETS, "position", "width", "targetWidth"));

  private static final List<Set<String>> SIGNATURES = List.of(ELEMENTWISE, WITH_LABEL, WITH_TARGETS);

  private final Elements elements;
  private final Functions functions;
  private final Diagnostics diagnostics;

  LossReader(Elements elements, Functions functions, Diagnostics diagnostics) {
    this.elements = elements;
    this.functions = functions;
    this.diagnostics = diagnostics;
  }

  /// Reads the losses that are right, those of the annotation first, then the methods of the record that are marked as
  /// losses; what is wrong with the others is reported.
  List<LossChoice> read(WrittenAnnotation network, TypeElement record) {
    List<LossChoice> losses = classes(network);
    for (ExecutableElement method : ElementFilter.methodsIn(record.getEnclosedElements())) {
      String description = description(method, record);
      WrittenAnnotation.find(Loss.class, method, description)
          .flatMap(mark -> method(method, mark, description))
          .ifPresent(losses::add);
    }
    return losses;
  }

  /// Reports a method that is marked as a loss outside of any network.
  public static void checkPlace(ExecutableElement method, Diagnostics diagnostics) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    if (WrittenAnnotation.find(Network.class, type, "").isPresent()) {
      return;
    }
    String fix = WrittenAnnotation.find(Loss.class, type, "").isPresent()
        ? "remove @Loss from the method: that of " + type.getSimpleName() + " counts, for its method of"
        : "move it into the record of the network; or annotate " + type.getSimpleName()
            + " with @Loss in place of the method, and name the method of";
    diagnostics.report(
        Problem.MISPLACED_LOSS, ElementOrigin.of(description(method, type), method), fix);
  }

  private static String description(ExecutableElement method, TypeElement type) {
    return "loss '" + method.getSimpleName() + "' of " + type.getSimpleName();
  }

  private Optional<LossChoice> method(ExecutableElement method, WrittenAnnotation mark, String description) {
    ElementOrigin origin =
        ElementOrigin.of("network " + method.getEnclosingElement().getSimpleName(), method);
    String name = method.getSimpleName().toString();
    Optional<Signature> signature = method.getModifiers().contains(Modifier.STATIC)
        ? Signature.ofLoss(method) : Optional.empty();
    if (signature.isEmpty()) {
      diagnostics.report(Problem.WRONG_SIGNATURE, origin, description,
          method.getReturnType() + " " + method, Functions.lossExample(name));
      return Optional.empty();
    }
    Optional<BodyReader.Body> body = functions.body(method, signature.get().inputs(), description, diagnostics);
    body.ifPresent(read -> functions.places().add(origin, read.written(), UnaryOperator.identity()));
    return body
        .flatMap(read -> FormulaReader.checked(name, read.formula(), SIGNATURES, origin, diagnostics))
        .map(formula -> choice(name, mark, formula, origin));
  }

  private List<LossChoice> classes(WrittenAnnotation network) {
    List<LossChoice> losses = new ArrayList<>();
    Set<String> classes = new HashSet<>();
    for (AnnotationValue loss : network.list("loss")) {
      TypeMirror type = (TypeMirror) loss.getValue();
      Optional<LossChoice> choice = read(type, network.origin(loss));
      if (choice.isPresent() && !classes.add(type.toString())) {
        diagnostics.report(Problem.DUPLICATE_LOSS, network.origin(loss), choice.get().name());
      } else {
        choice.ifPresent(losses::add);
      }
    }
    return losses;
  }

  private Optional<LossChoice> read(TypeMirror type, Origin origin) {
    Optional<TypeElement> named =
        type instanceof DeclaredType declared ? Optional.of((TypeElement) declared.asElement()) : Optional.empty();
    Optional<WrittenAnnotation> mark =
        named.flatMap(one -> WrittenAnnotation.find(Loss.class, one, origin.description()));
    if (mark.isEmpty()) {
      String name = named.map(one -> one.getSimpleName().toString()).orElse(type.toString());
      diagnostics.report(Problem.NOT_A_LOSS, origin, name, Similarity.suggestion(name, builtIn()));
      return Optional.empty();
    }
    Optional<Functions.Declared> declared =
        FormulaReader.read(named.get(), Map.of(), SIGNATURES, functions, origin, diagnostics);
    declared.ifPresent(read -> functions.places().add(origin, read.written(), UnaryOperator.identity()));
    return declared.map(read -> choice(named.get().getSimpleName().toString(), mark.get(), read.formula(), origin));
  }

  private static LossChoice choice(String name, WrittenAnnotation mark, NamedFormula formula, Origin origin) {
    Set<String> variables = FreeVariables.of(formula.value());
    return new LossChoice(
        name,
        formula.value(),
        formula.statements(),
        ELEMENTWISE.containsAll(variables),
        Reduction.valueOf(mark.constant("reduction")),
        Link.valueOf(mark.constant("link")),
        targetKind(variables),
        origin);
  }

  private static TargetKind targetKind(Set<String> variables) {
    if (variables.contains(LABEL)) {
      return TargetKind.LABELS;
    }
    return variables.contains("target") || variables.contains(TARGETS) ? TargetKind.TARGETS : TargetKind.NONE;
  }

  /// The simple names of the losses that come with Lanewise.
  private Set<String> builtIn() {
    Set<String> names = new TreeSet<>();
    for (Element element : elements.getPackageElement("dev.lanewise.loss").getEnclosedElements()) {
      if (WrittenAnnotation.find(Loss.class, element, "").isPresent()) {
        names.add(element.getSimpleName().toString());
      }
    }
    return names;
  }
}
