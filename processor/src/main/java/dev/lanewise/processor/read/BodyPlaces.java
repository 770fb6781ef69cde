package dev.lanewise.processor.read;

import dev.lanewise.formula.Expr;
import dev.lanewise.formula.Parts;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.lint.FormulaOrigins;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Element;

/// Where the parts of formulas stand that were read from bodies; other formulas are known by their use alone.
final class BodyPlaces implements FormulaOrigins {
  private final Map<Origin, Body> bodies = new IdentityHashMap<>();

  /// A body as one of its uses has it.
  ///
  /// @param values what the use puts in for inputs
  private record Body(List<WrittenPart> written, UnaryOperator<Expr> values) {

    /// The expression that computes a part, or else the smallest one around it: an expression such as a cast can be of
    /// several operations.
    Optional<WrittenPart> find(Expr part) {
      return written.stream()
          .filter(one -> values.apply(one.part()).equals(part))
          .findFirst()
          .or(() -> written.stream()
              .filter(one -> Parts.of(values.apply(one.part())).contains(part))
              .min(Comparator.comparingInt(one -> Parts.operations(one.part()))));
    }
  }

  /// Notes what the body of a function is made of.
  ///
  /// @param use where the function is used
  /// @param values what the use puts in for inputs
  void add(Origin use, List<WrittenPart> written, UnaryOperator<Expr> values) {
    bodies.put(use, new Body(written, values));
  }

  @Override
  public Written of(Origin use, Expr part) {
    return Optional.ofNullable(bodies.get(use))
        .flatMap(body -> body.find(part))
        .map(found -> written(use, found.element(), found.where().get()))
        .orElseGet(() -> Written.as(use, part));
  }

  private static Written written(Origin use, Element element, WrittenPart.Where where) {
    return new Written(new BodyOrigin(use.description(), element, where.place(), use),
        " (" + where.file() + ")", where.text());
  }
}
