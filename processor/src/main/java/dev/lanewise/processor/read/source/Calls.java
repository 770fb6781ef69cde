package dev.lanewise.processor.read.source;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.lanewise.formula.Expr;
import dev.lanewise.formula.NamedFormula;
import dev.lanewise.formula.Operands;
import dev.lanewise.formula.Substitution;
import dev.lanewise.processor.read.KnownFunctions;
import dev.lanewise.processor.read.WrittenPart;
import dev.lanewise.processor.read.source.JavaValue.Number;
import dev.lanewise.processor.read.source.JavaValue.Truth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/// What calls and constants stand for while one method is read: other methods are read in place.
final class Calls {
  /// Operations of a formula when it is written out, above which a body is refused.
  private static final int MOST_OPERATIONS = 20_000;

  private final Elements elements;
  private final SourceFiles sources;
  private final KnownFunctions known;
  private final NamedParts names;
  private final Map<Expr, Integer> sizes = new IdentityHashMap<>();
  private final Deque<Element> active = new ArrayDeque<>();
  private final List<WrittenPart> written = new ArrayList<>();
  private boolean isInRow;

  /// @param known the formulas of methods whose source is not at hand
  Calls(Elements elements, SourceFiles sources, KnownFunctions known, NamedParts names) {
    this.elements = elements;
    this.sources = sources;
    this.known = known;
    this.names = names;
  }

  /// The expressions that were read, inner ones first.
  List<WrittenPart> written() {
    return List.copyOf(written);
  }

  /// Notes what an expression stands for.
  void note(Tree tree, JavaValue value, SourceFile file) {
    Optional<Expr> expr = switch (value) {
      case Number number -> Optional.of(number.expr());
      case Truth truth -> Optional.of(truth.condition());
      case JavaValue.Row _ -> Optional.empty();
    };
    expr.filter(one -> !Operands.of(one).isEmpty()).ifPresent(one -> written.add(new WrittenPart(one, active.peek(),
        () -> new WrittenPart.Where(file.place(tree), file.name() + ":" + file.line(tree), file.text(tree)))));
  }

  boolean isInRow() {
    return isInRow;
  }

  /// Runs what belongs to all positions of a row.
  void inRow(Runnable body) {
    isInRow = true;
    try {
      body.run();
    } finally {
      isInRow = false;
    }
  }

  /// Notes that a local variable of the user stands for a number.
  ///
  /// @throws Unreadable if the formula has grown too large
  void name(String name, Number number, Tree tree, Scope scope) {
    if (size(number.expr()) > MOST_OPERATIONS) {
      throw new Unreadable(scope.file(), tree,
          "'" + name + "' stands for a formula of more than " + MOST_OPERATIONS + " operations",
          "what a loop or a call computes counts wherever it is used",
          "use fewer rounds, or a closed form");
    }
    names.add(name, number.expr());
  }

  /// The operations of a formula when it is written out, at most one more than the limit.
  private int size(Expr expr) {
    Integer size = sizes.get(expr);
    if (size == null) {
      int sum = Operands.of(expr).isEmpty() ? 0 : 1;
      for (Expr operand : Operands.of(expr)) {
        sum = Math.min(MOST_OPERATIONS + 1, sum + size(operand));
      }
      size = sum;
      sizes.put(expr, size);
    }
    return size;
  }

  /// The value of a field.
  JavaValue constant(VariableElement field, Tree tree, Scope scope) {
    if (!Scope.isConstant(field)) {
      throw new Unreadable(scope.file(), tree, "the field " + field.getSimpleName() + " can change",
          "a formula depends on its parameters only", "make it static and final, or a parameter");
    }
    Object value = field.getConstantValue();
    if (value instanceof java.lang.Number number) {
      return Number.of(number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue(),
          NumberType.of(number));
    }
    if (value instanceof Boolean truth) {
      return Truth.of(truth);
    }
    return computed(field, tree, scope);
  }

  /// A constant whose initializer calls functions, `(float) Math.sqrt(2)`: read like a body.
  private JavaValue computed(VariableElement field, Tree tree, Scope scope) {
    TypeElement owner = (TypeElement) field.getEnclosingElement();
    Optional<SourceFile> file = sources.of(owner);
    Optional<ExpressionTree> initializer =
        file.flatMap(source -> sources.tree(field, source)).map(one -> one.getInitializer());
    if (initializer.isEmpty()) {
      throw new Unreadable(scope.file(), tree,
          "the value of " + field.getSimpleName() + " is not a constant of Java",
          "class files keep the values of constant expressions only", "write its value as a number");
    }
    Scope there = new Scope(owner, file.get(), elements);
    NumberType type = Overloads.type(field.asType()).orElseThrow(() -> new Unreadable(scope.file(), tree,
        "the field " + field.getSimpleName() + " is not a number", "a formula computes with numbers only",
        "use a constant of type float, double or int"));
    enter(field, tree, scope);
    Number value = new Expressions(there, Environment.empty(), this).number(initializer.get());
    active.pop();
    return JavaArithmetic.convert(value, type);
  }

  /// What a call gives.
  JavaValue call(MethodInvocationTree call, List<JavaValue> arguments, Scope scope) {
    ExpressionTree select = call.getMethodSelect();
    String name = select instanceof MemberSelectTree member
        ? member.getIdentifier().toString() : ((IdentifierTree) select).getName().toString();
    List<ExecutableElement> methods = select instanceof MemberSelectTree member
        ? scope.type(member.getExpression()).map(type -> scope.methodsOf(type, name)).orElse(List.of())
        : scope.methods(name);
    ExecutableElement method = Overloads.choose(methods, arguments).orElseThrow(() -> unknown(call, name, scope));
    String owner = ((TypeElement) method.getEnclosingElement()).getQualifiedName().toString();
    Optional<JavaValue> library = Library.call(owner, name, arguments);
    if (library.isPresent()) {
      return library.get();
    }
    if (Library.isKnown(owner)) {
      throw new Unreadable(scope.file(), call, owner.substring(owner.lastIndexOf('.') + 1) + "." + name
          + " is not part of formulas", "there is no derivative for it", "use one of " + MathMethods.names());
    }
    return inlined(method, arguments, call, scope);
  }

  private static Unreadable unknown(Tree call, String name, Scope scope) {
    return new Unreadable(scope.file(), call, "the call of " + name + " leads to no static method that can be read",
        "a body may call static methods of numbers: its own class's, imported ones, and those of Math",
        "make " + name + " a static method, and import its class");
  }

  private JavaValue inlined(ExecutableElement method, List<JavaValue> arguments, Tree call, Scope scope) {
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      throw new Unreadable(scope.file(), call, method.getSimpleName() + " is not a static method",
          "which method runs would be known at run time only", "make it static");
    }
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    Optional<SourceFile> file = sources.of(owner);
    Optional<MethodTree> tree = file.flatMap(source -> sources.tree(method, source));
    if (tree.isEmpty()) {
      return ofClassFile(method, arguments, call, scope);
    }
    enter(method, call, scope);
    JavaValue value = run(method, tree.get(), arguments, new Scope(owner, file.get(), elements));
    active.pop();
    return value;
  }

  /// Runs the body of a method on values.
  JavaValue run(ExecutableElement method, MethodTree tree, List<JavaValue> arguments, Scope scope) {
    if (active.isEmpty()) {
      active.push(method);
    }
    if (tree.getBody() == null) {
      throw new Unreadable(scope.file(), tree, tree.getName() + " has no body", "", "give it one");
    }
    Environment variables = Environment.empty();
    for (int i = 0; i < arguments.size(); i++) {
      String name = tree.getParameters().get(i).getName().toString();
      Overloads.type(method.getParameters().get(i).asType()).ifPresent(type -> variables.declare(name, type));
      variables.put(name, arguments.get(i));
    }
    return new Statements(scope, this).run(tree.getBody().getStatements(), variables)
        .orElseThrow(() -> new Unreadable(scope.file(), tree, tree.getName() + " returns nothing", "",
            "return a number"));
  }

  private void enter(Element element, Tree tree, Scope scope) {
    if (active.contains(element)) {
      throw new Unreadable(scope.file(), tree, "'" + scope.file().text(tree) + "' leads back to where it comes from",
          "a formula has a fixed number of operations, and recursion does not", "write a loop with constant bounds");
    }
    active.push(element);
  }

  /// A method whose formula was kept when its class was compiled.
  private JavaValue ofClassFile(ExecutableElement method, List<JavaValue> arguments, Tree call, Scope scope) {
    KnownFunctions.Known function = known.of(method).orElseThrow(() -> new Unreadable(scope.file(), call,
        method.getEnclosingElement().getSimpleName() + "." + method.getSimpleName() + " comes from a class file",
        "class files keep no source; only @Activation, @Loss and @Differentiable functions keep their formula",
        "annotate it with @Differentiable and compile its class with lanewise-processor, or copy it"));
    Map<String, Expr> values = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (!(arguments.get(i) instanceof Number number)) {
        throw new Unreadable(scope.file(), call, "an array goes to a method of a class file", "", "pass numbers");
      }
      values.put(function.parameters().get(i), number.expr());
    }
    NamedFormula formula = function.formula();
    return new Number(Substitution.ofVariables(values).apply(formula.value()), NumberType.DOUBLE);
  }
}
