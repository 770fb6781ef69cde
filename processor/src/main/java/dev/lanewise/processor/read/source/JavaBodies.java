package dev.lanewise.processor.read.source;

import com.sun.source.tree.MethodTree;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Problem;
import dev.lanewise.processor.read.BodyOrigin;
import dev.lanewise.processor.read.BodyReader;
import dev.lanewise.processor.read.FunctionInput;
import dev.lanewise.processor.read.KnownFunctions;
import dev.lanewise.processor.read.source.JavaValue.Number;
import dev.lanewise.processor.read.source.JavaValue.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/// Reads bodies from the source that is compiled now.
public final class JavaBodies implements BodyReader {
  /// Names with a meaning of their own in formulas.
  private static final Set<String> RESERVED =
      Set.of("outputs", "targets", "label", "prediction", "target", "position", "width", "targetWidth");

  private final Elements elements;
  private final SourceFiles sources;
  private final KnownFunctions known;

  /// @param known the formulas of methods whose source is not at hand
  public JavaBodies(Elements elements, KnownFunctions known) {
    this.elements = elements;
    this.sources = new SourceFiles(elements);
    this.known = known;
  }

  @Override
  public boolean hasSource(TypeElement type) {
    return sources.of(type).isPresent();
  }

  @Override
  public Optional<Body> read(
      ExecutableElement method, List<FunctionInput> inputs, String description, Diagnostics diagnostics) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    SourceFile file = sources.of(owner).orElseThrow();
    MethodTree tree = sources.tree(method, file)
        .orElseThrow(() -> new IllegalStateException("no tree of " + method + " in " + file.name()));
    Set<String> taken = new HashSet<>(RESERVED);
    inputs.forEach(input -> taken.add(input.variable()));
    NamedParts names = new NamedParts(taken);
    Calls calls = new Calls(elements, sources, known, names);
    try {
      JavaValue value = calls.run(method, tree, arguments(method, inputs), new Scope(owner, file, elements));
      if (value instanceof Number number) {
        return Optional.of(new Body(names.in(number.expr()), calls.written()));
      }
      throw new Unreadable(file, tree, method.getSimpleName() + " returns no number",
          "its value is differentiated", "return a float or a double");
    } catch (Unreadable e) {
      // A construct in a method that is called stands in another file than the method that is read.
      BodyOrigin.Place place = file.place(e.file() == file ? e.tree() : tree);
      BodyOrigin origin = new BodyOrigin(description, method, place, null);
      diagnostics.report(Problem.UNREADABLE_BODY, origin, e.file().name(), e.file().line(e.tree()), e.getMessage(),
          e.file().excerpt(e.tree()), e.reason(), e.fix());
      return Optional.empty();
    }
  }

  private static List<JavaValue> arguments(ExecutableElement method, List<FunctionInput> inputs) {
    List<JavaValue> arguments = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      FunctionInput input = inputs.get(i);
      Optional<NumberType> type = Overloads.type(method.getParameters().get(i).asType());
      arguments.add(type.isPresent()
          ? new Number(new Expr.Variable(input.variable()), type.get())
          : new Row(input.variable(), input.width(), input.length()));
    }
    return arguments;
  }
}
