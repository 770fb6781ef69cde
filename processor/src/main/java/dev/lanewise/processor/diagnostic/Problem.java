package dev.lanewise.processor.diagnostic;

import static dev.lanewise.processor.diagnostic.Severity.ERROR;
import static dev.lanewise.processor.diagnostic.Severity.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Everything Lanewise says about a user's program: the one catalogue of messages.
///
/// A constant's [#symbol] is printed in brackets, is a heading of `docs/errors.md`, and is never reused for another
/// problem. In its texts `%1$s` is the description of the origin and `%2$s` and on are the arguments of the report.
/// The reason is empty where the sentence says it all.
public enum Problem {
  /// Arguments: what it is instead.
  NOT_A_RECORD(ERROR, "%1$s is %2$s, but @Network declares a record",
      "the components of the record are the rows of the network, and only records keep their order",
      "write 'record' and make each row a component of type Layer"),
  PRIVATE_RECORD(ERROR, "%1$s is private, or inside a private class",
      "the generated model is a class of its own in the same package and must see the record",
      "remove 'private' from the record and from every class around it"),
  GENERIC_RECORD(ERROR, "%1$s has type parameters",
      "the generated model is not generic",
      "remove the type parameters"),
  NO_ROWS(ERROR, "%1$s has no rows",
      "",
      "add a component for each row, such as @Dense(10) Layer logits"),
  /// Arguments: the type.
  NOT_A_LAYER(ERROR, "%1$s has type %2$s, but a row has type Layer",
      "",
      "write Layer (import dev.lanewise.Layer)"),
  ROW_WITHOUT_LAYER(ERROR, "%1$s has no layer annotation",
      "a row computes what its annotations say, and this one has none of dev.lanewise.layer",
      "start the row with @Dense(units), or remove the component"),
  /// Arguments: the annotation.
  ROW_WITHOUT_DENSE(ERROR, "%1$s has @%2$s but no @Dense",
      "a row is one dense layer and the activations after it",
      "add @Dense(units) before @%2$s, or move @%2$s to the end of the row before"),
  /// Arguments: the annotation.
  ACTIVATION_BEFORE_DENSE(ERROR, "%1$s has @%2$s before @Dense",
      "annotations are read from left to right, and a row starts with its dense layer",
      "write @Dense first; to apply @%2$s to what comes in, move it to the end of the row before"),
  /// Arguments: the rows that clash.
  ROW_NAMES_CLASH(ERROR, "%1$s has the same name as row '%2$s' but for upper and lower case",
      "names of generated constants and of parameters in files would be mistaken for each other",
      "give one of the rows another name"),
  /// Arguments: the units.
  TOO_FEW_UNITS(ERROR, "%1$s has @Dense(%2$s), but a dense layer has at least 1 unit",
      "",
      "write the number of outputs the row should have"),
  MISSING_INPUT(ERROR, "%1$s has an empty input shape",
      "",
      "write the number of values in one sample, such as input = 784"),
  /// Arguments: the number.
  NON_POSITIVE_INPUT(ERROR, "%1$s has input = %2$s, but a sample has at least 1 value",
      "",
      "write the number of values in one sample, such as input = 784"),
  /// Arguments: the shape as written; the product.
  SEVERAL_INPUT_AXES(ERROR, "%1$s has the input shape %2$s, but this version takes samples with one axis only",
      "dense layers see a sample as a plain row of numbers",
      "write input = %3$s"),
  /// Arguments: inputs; units; the length of the parameter array up to here; the limit.
  TOO_MANY_WEIGHTS(ERROR, "%1$s needs %2$s x %3$s weights, too many for one network",
      "all parameters up to this row, padding included, are %4$s numbers, and a Java array holds %5$s",
      "make the row, or what goes into it, smaller"),
  /// Arguments: the class; a suggestion.
  NOT_A_LOSS(ERROR, "%1$s has loss = %2$s.class, which is not annotated @Loss",
      "",
      "if %2$s is your own loss, annotate %2$s with @dev.lanewise.Loss; else use a class of dev.lanewise.loss: %3$s"),
  /// Arguments: the loss.
  DUPLICATE_LOSS(ERROR, "%1$s names the loss %2$s twice",
      "several losses are added, so that the second one only doubles the first",
      "remove one of them; to give a loss more weight, multiply its formula by a number"),
  /// Arguments: a loss; what it takes; another loss; what that takes.
  MIXED_TARGETS(ERROR, "%1$s adds the loss %2$s, which takes %3$s, and %4$s, which takes %5$s",
      "the losses of a network are added for the same samples, and a sample has either a label or a row of targets",
      "choose losses that all take %3$s, or all take %5$s"),
  /// Arguments: a loss; its link; another loss; its link.
  MIXED_LINKS(ERROR, "%1$s adds the loss %2$s with Link.%3$s and %4$s with Link.%5$s",
      "predict applies one link to the outputs, and the two losses read the outputs in different ways",
      "choose losses with the same link; one with Link.IDENTITY goes with any other"),
  /// Arguments: the number.
  NEGATIVE_TARGETS(ERROR, "%1$s has targets = %2$s, but a row of targets has at least 1 number",
      "",
      "write the number of values in one row of targets, or leave it out if there are as many as outputs"),
  /// Arguments: the number; why no targets are wanted.
  UNUSED_TARGETS(ERROR, "%1$s has targets = %2$s, but %3$s",
      "",
      "remove targets = %2$s, or choose a loss that takes targets"),
  /// Arguments: the loss; outputs; targets.
  TARGETS_DIFFER_FROM_OUTPUTS(ERROR, "%1$s has loss = %2$s.class, which compares each output with a target, but a"
      + " row of outputs has width %3$s and one of targets %4$s",
      "",
      "give the last row %4$s units, remove targets = %4$s, or choose a loss that reads outputs and targets apart from"
          + " each other"),
  /// Arguments: the loss; the element; the row; its width; the last index.
  ELEMENT_OUT_OF_RANGE(ERROR, "%1$s has loss = %2$s.class, which reads %3$s, but a row of %4$s has width %5$s",
      "elements are counted from 0, so that the last one is %4$s[%6$s]",
      "read an element that is there, or give the network more %4$s"),
  /// Arguments: the loss; the input it leaves out.
  LOSS_WITHOUT_TARGET(WARNING, "%1$s has loss = %2$s.class, whose formula does not use %3$s",
      "the loss is the same whatever the right answer is, so that nothing can be learned from it",
      "compare the outputs with %3$s in the @Formula of %2$s"),
  /// Arguments: the loss.
  SINGLE_OUTPUT_SOFTMAX(ERROR, "%1$s has loss = %2$s.class but only 1 output",
      "softmax over one output is always 1, so no weight changes the loss and nothing is learned",
      "use BinaryCrossEntropyWithLogits for a yes-or-no answer, or give the last row 2 or more units"),
  /// Arguments: the activation; the loss.
  SIGMOID_TWICE(ERROR, "%1$s ends with %2$s, and the loss %3$s applies the sigmoid again",
      "the loss takes logits, the outputs before the sigmoid",
      "remove %2$s; predict still returns probabilities"),
  /// Arguments: the activation; the loss; the ends of the range of the activation; what follows.
  ACTIVATED_LOGITS(WARNING, "%1$s ends with %2$s, but the loss %3$s takes logits",
      "a logit may be any number, and %2$s confines it to the range from %4$s to %5$s, so that %6$s",
      "remove %2$s; predict still returns probabilities"),
  /// Arguments: the loss.
  SINGLE_LABEL(WARNING, "%1$s has loss = %2$s.class, which compares labels, but only 1 output",
      "with one output there is one class, so that every label is 0 and tells nothing",
      "give the last row a unit for each class, or use a loss in prediction and target"),
  /// Arguments: the activation or loss; the variable; why; what is lost; what to write.
  ZERO_DERIVATIVE(ERROR, "%1$s uses %2$s, whose derivative by %3$s is 0 wherever it exists: %4$s",
      "training follows the derivative, so that %5$s",
      "%6$s"),
  /// Arguments: the loss; the outputs; the last row.
  UNREAD_OUTPUTS(WARNING, "%1$s uses %2$s, which never looks at %3$s of row '%4$s'",
      "what a loss does not look at has the gradient 0, so that these units never learn",
      "give row '%4$s' as many units as the loss looks at, or use the others in it"),
  /// Arguments: the activation or loss; the variable.
  NO_SLOPE_FOUND(WARNING, "%1$s uses %2$s, whose derivative by %3$s is 0 at every point tried from -100 to 100",
      "training follows the derivative, so that nothing in front of %2$s learns from usual numbers",
      "use a function that changes with usual values of %3$s, if only a little"),
  /// Arguments: the activation or loss; what is how; where; why; what to write.
  SINGULAR_FORMULA(WARNING, "%1$s uses %2$s, whose %3$s at %4$s",
      "%5$s",
      "%6$s"),
  /// Arguments: the activation or loss; where; what is computed; what it should be; the part; what to write.
  PRECISION_LOSS(WARNING, "%1$s uses %2$s, which loses its digits in single precision: at %3$s it is %4$s, not %5$s",
      "'%6$s' subtracts or rounds numbers so that few of the 7 digits of a float are left",
      "%7$s"),
  /// Arguments: why.
  ZERO_WEIGHTS(WARNING, "%1$s starts with all weights at 0 and cannot leave it",
      "%2$s",
      "remove @Init(Zeros.class); weights start at small random numbers"),
  /// Arguments: the activation; the parameter.
  UNUSED_PARAMETER(WARNING, "%1$s uses %2$s, whose formula does not use its parameter %3$s",
      "whatever %3$s is, nothing changes",
      "use %3$s in the formula of %2$s, or remove it"),
  /// Arguments: the name; a suggestion.
  UNKNOWN_ALLOWANCE(WARNING, "%1$s has @Allow(\"%2$s\"), but there is no warning of that name",
      "",
      "%3$s"),
  /// Arguments: the name.
  ALLOWED_ERROR(WARNING, "%1$s has @Allow(\"%2$s\"), but %2$s is an error",
      "only warnings can be allowed: with an error, there is nothing right to generate",
      "remove \"%2$s\" from @Allow"),
  /// Arguments: the deviation.
  INVALID_DEVIATION(ERROR, "%1$s has @Init(std = %2$s), but a standard deviation is finite and above 0",
      "",
      "write a number such as std = 0.01"),
  /// Arguments: the initializer.
  DEVIATION_WITHOUT_NORMAL(ERROR, "%1$s has @Init with std and %2$s.class",
      "std is for Normal; %2$s computes its own range from the width of the layer",
      "keep either std or %2$s.class"),
  NORMAL_WITHOUT_DEVIATION(ERROR, "%1$s has @Init without a standard deviation",
      "normally distributed weights need one",
      "write @Init(std = 0.01), or name another initializer, such as @Init(HeNormal.class)"),
  /// Arguments: the initializer; why.
  INITIALIZER_NOT_INSTANTIABLE(ERROR, "%1$s starts with %2$s, which generated code cannot create",
      "%2$s %3$s",
      "make %2$s a class that the record's package can see, with a public constructor without parameters"),
  /// Arguments: annotation; member; value; what is wrong with it.
  NON_FINITE_PARAMETER(ERROR, "%1$s has @%2$s with %3$s = %4$s",
      "a parameter of an activation must be a finite number, and this is %5$s",
      "write a finite number up to 3.4e38"),
  /// Arguments: the class; what it is instead; the fix.
  NOT_AN_ACTIVATION(ERROR, "%1$s has @Apply(%2$s.class), but %2$s %3$s",
      "@Apply takes a class that is an activation",
      "%4$s"),
  /// Arguments: the class; its first parameter.
  LEARNT_ARGUMENT(ERROR, "%1$s applies %2$s, whose first parameter %3$s is @Learnt",
      "the first parameter is what comes into the activation; nothing is left for the activation to work on",
      "remove @Learnt from %3$s, or put the parameter for what comes in before it"),
  /// Arguments: the class; how many there are; how many there should be; the fix.
  ARGUMENT_COUNT(ERROR, "%1$s applies %2$s with %3$s in args, but %2$s takes %4$s",
      "args stand for the parameters after the first that are not @Learnt, in order",
      "%5$s"),
  /// Arguments: the activation; the parameter.
  UNLEARNABLE_PARAMETER(ERROR, "%1$s learns %3$s of %2$s, but the derivative by %3$s is 0 wherever it exists",
      "training follows the derivative, so that %3$s would stay as it is",
      "let the value of %2$s change with %3$s, or make %3$s an argument that is not learnt"),
  /// Arguments: the annotation; the strength.
  INVALID_PENALTY(ERROR, "%1$s has @%2$s(%3$s), but the strength of a penalty is finite and at least 0",
      "",
      "write a number such as @%2$s(1e-4); 0 turns the penalty off"),
  /// Arguments: the rate.
  INVALID_DROPOUT(ERROR, "%1$s has @Dropout(%2$s), but the probability to drop is at least 0 and below 1",
      "with 1 nothing would be left of the row",
      "write a number such as @Dropout(0.5)"),
  DROPPED_OUTPUTS(WARNING, "%1$s is the last and ends with @Dropout",
      "the loss would compare targets with outputs that were set to 0 at random, which says nothing about the weights",
      "move @Dropout to the end of the row before"),
  /// Arguments: the deviation.
  INVALID_INPUT_NOISE(ERROR, "%1$s has @InputNoise(%2$s), but a standard deviation is finite and above 0 in"
      + " single precision",
      "",
      "write a number such as @InputNoise(0.1), or remove the annotation"),
  /// Arguments: the factor.
  INVALID_LEARNING_RATE_SCALE(ERROR, "%1$s has @LearningRateScale(%2$s), but the factor is finite and above 0 in single"
      + " precision",
      "it multiplies the learning rate of the run, which is above 0 too",
      "write a number such as @LearningRateScale(0.1); for a row that does not move there is @Frozen"),
  /// Arguments: the factor.
  FROZEN_AND_SCALED(ERROR, "%1$s has both @Frozen and @LearningRateScale(%2$s)",
      "a frozen row does not move, whatever its learning rate",
      "keep one of them"),
  NOTHING_TO_TRAIN(ERROR, "%1$s is frozen, as are all rows of a network with a loss",
      "training would change nothing",
      "remove @Frozen from a row, or the loss from the network"),
  /// Arguments: the annotation.
  MISSING_ACTIVATION(ERROR, "%1$s has @%2$s, which has a formula but is not annotated @Activation",
      "without the mark, @%2$s would do nothing",
      "annotate %2$s with @dev.lanewise.Activation, or remove @%2$s from the row"),
  /// Arguments: the function, as the beginning of the sentence; what to do.
  MISSING_FORMULA(ERROR, "%2$s has neither a static method named of nor a @Formula",
      "a function is a static method of its class, or the text of a @Formula",
      "%3$s"),
  /// Arguments: the function, as the beginning of the sentence; the method as it is; the methods that are possible.
  WRONG_SIGNATURE(ERROR, "%2$s has the method %3$s, which is none of the forms of a function",
      "the types of the parameters say what the function is of",
      "write %4$s"),
  /// Arguments: what to do.
  MISPLACED_LOSS(ERROR, "%1$s belongs to no network",
      "@Loss marks a method of a record annotated @Network, or a class whose method is named of",
      "%2$s"),
  /// Arguments: the class.
  FUNCTION_NOT_KEPT(ERROR, "%1$s uses %2$s, which comes from a class file without its formula",
      "class files keep no source; lanewise-processor keeps the formula of a function in a class beside it",
      "compile %2$s with lanewise-processor, as its network is"),
  /// Arguments: the file; the line; what is wrong; the line's text with a caret; why; what to write.
  UNREADABLE_BODY(ERROR, "%1$s cannot be differentiated (%2$s:%3$s): %4$s\n%5$s", "%6$s", "%7$s"),
  /// Arguments: the annotation or class; what is wrong.
  INVALID_FORMULA(ERROR, "%1$s uses %2$s, whose formula is wrong: %3$s",
      "",
      "correct the method or the text in the @Formula of %2$s"),
  /// Arguments: the annotation or class; the operations it has; the most it may have.
  FORMULA_TOO_LARGE(ERROR, "%1$s uses %2$s, whose formula has %3$s operations, more than %4$s",
      "its derivative has several times as many, and generated code spells out each",
      "approximate what %2$s computes, shorten its loops, or split an activation into two, one after the other"),
  /// Arguments: the class.
  MODEL_NAME_TAKEN(ERROR, "%1$s needs the class name %2$s, which is taken",
      "the model of a network is named after its record, Outer.Inner becoming Outer_InnerModel",
      "rename the record or the other class"),
  /// Arguments: what it is or does that it must not; what to write instead.
  NOT_DIFFERENTIABLE(ERROR, "%1$s %2$s",
      "@Differentiable is for a static method of numbers, all float or all double, or of one array of a fixed length,"
          + " with a result of the same type",
      "%3$s"),
  /// Arguments: the class.
  FUNCTION_NAME_TAKEN(ERROR, "%1$s needs the class name %2$s, which is taken",
      "the gradient of a method is a class named after both, Surfaces.bowl becoming Surfaces_Bowl, and overloads are"
          + " not told apart",
      "rename the method or the other one"),
  /// Arguments: the operations; the limit.
  FUNCTION_TOO_LONG(ERROR, "%1$s takes %2$s operations with its loops unrolled, more than the limit of %3$s",
      "every operation becomes statements for the value and the gradient, and a class of so many takes too long to"
          + " compile",
      "shorten the loops or the array, or cut the function in two"),
  COMPANION_NAME_TAKEN(ERROR, "%1$s needs the class name %2$s, which is taken",
      "the formula of a function is kept in a class named after its own, Outer.Inner becoming Outer_InnerFormula",
      "rename the function or the other class"),
  VECTOR_MODULE_MISSING(ERROR, "%1$s needs the module jdk.incubator.vector, which this compilation cannot see",
      "generated code uses the Java Vector API, and the JDK hides incubator modules unless asked",
      "compile with --add-modules jdk.incubator.vector (Maven: <compilerArgs> of maven-compiler-plugin; Gradle:"
          + " options.compilerArgs; IDE: additional compiler options); a named module requires jdk.incubator.vector"),
  /// Arguments: version of core; version of the processor.
  VERSION_MISMATCH(ERROR, "%1$s is compiled against lanewise-core %2$s by lanewise-processor %3$s",
      "generated code calls core and must come from the same version",
      "give both the same version in the build file"),
  /// Arguments: the key; a suggestion.
  UNKNOWN_OPTION(WARNING, "there is no option -A%2$s",
      "",
      "%3$s"),
  /// Arguments: the key; the value; the values there are.
  INVALID_OPTION(WARNING, "the option -A%2$s has no value '%3$s'",
      "",
      "write -A%2$s=%4$s"),
  /// Arguments: the step; the exception.
  INTERNAL_ERROR(ERROR, "Lanewise itself failed on %1$s, in step '%2$s': %3$s",
      "this is a mistake in Lanewise, not in your program",
      "please report it with the record and the output of -Alanewise.verbose=true");

  private final Severity severity;
  private final String sentence;
  private final String because;
  private final String fix;

  Problem(Severity severity, String sentence, String because, String fix) {
    this.severity = severity;
    this.sentence = sentence;
    this.because = because;
    this.fix = fix;
  }

  /// How bad it is.
  public Severity severity() {
    return severity;
  }

  /// The name in messages and documentation: `ROW_NAMES_CLASH` is `RowNamesClash`.
  public String symbol() {
    return Arrays.stream(name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /// The whole message, several lines.
  public String message(Origin origin, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = origin.description();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    StringBuilder text = new StringBuilder("[" + symbol() + "] " + sentence.formatted(all));
    String reason = because.formatted(all);
    if (!reason.isEmpty()) {
      text.append("\n  because: ").append(reason);
    }
    text.append("\n  fix: ").append(fix.formatted(all));
    return text.append("\n  see: docs/errors.md#").append(symbol()).toString();
  }
}
