package dev.lanewise.processor.read.source;

import com.sun.source.tree.Tree;

/// What is said about constructs outside of the subset, each with what to write instead.
final class Refusals {
  private Refusals() {}

  /// The refusal of a tree that the readers of statements and expressions do not know.
  static Unreadable of(Tree tree, SourceFile file) {
    String[] words = words(tree);
    return new Unreadable(file, tree, words[0], words[1], words[2]);
  }

  private static String[] words(Tree tree) {
    return switch (tree.getKind()) {
      case WHILE_LOOP, DO_WHILE_LOOP -> refusal(
          "a while loop runs as often as its values say",
          "a formula has a fixed number of operations",
          "write a for loop with constant bounds, for (int i = 0; i < 10; i++)");
      case SWITCH, SWITCH_EXPRESSION -> refusal("a switch is not part of formulas", "", "write if and else, or ?:");
      case TRY, THROW -> refusal(
          "exceptions are not part of formulas", "a derivative cannot follow them", "return a number in every case");
      case NEW_CLASS, NEW_ARRAY -> refusal(
          "'new' makes an object", "a formula computes with numbers only", "use local variables");
      case LAMBDA_EXPRESSION, MEMBER_REFERENCE -> refusal(
          "a function as a value is not part of formulas", "", "call a static method by its name");
      case BREAK, CONTINUE -> refusal(
          "a loop that is left early is not part of formulas",
          "every round has to have the same operations",
          "choose with ?: inside of the loop what a round adds");
      case ASSERT -> refusal("assert is not part of formulas", "", "remove it, or check in a test");
      case SYNCHRONIZED -> refusal("synchronized is not part of formulas", "", "remove it");
      case CLASS, RECORD, INTERFACE, ENUM -> refusal(
          "a class inside of a body is not part of formulas", "", "move it out of the method");
      case INSTANCE_OF -> refusal("instanceof is not part of formulas", "there are numbers only", "remove it");
      case ASSIGNMENT, PLUS_ASSIGNMENT, MINUS_ASSIGNMENT, MULTIPLY_ASSIGNMENT, DIVIDE_ASSIGNMENT,
          PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> refusal(
          "an assignment inside of an expression is hard to read, and not part of formulas", "",
          "make it a statement of its own");
      case AND, OR, XOR, BITWISE_COMPLEMENT, LEFT_SHIFT, RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> refusal(
          "operations on bits are not part of formulas",
          "their derivative is 0 wherever it exists", "compute with +, -, * and /");
      default -> refusal(
          "'" + Expressions.words(tree.getKind()) + "' is not part of formulas",
          "the compiler differentiates a closed part of Java only",
          "see docs/functions.md for what a body may contain");
    };
  }

  private static String[] refusal(String what, String reason, String fix) {
    return new String[] {what, reason, fix};
  }
}
