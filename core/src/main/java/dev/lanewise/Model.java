package dev.lanewise;

import dev.lanewise.reference.ReferenceNetwork;
import dev.lanewise.runtime.Workers;
import dev.lanewise.safetensors.DataType;
import dev.lanewise.verify.Verification;
import dev.lanewise.verify.VerifyOptions;
import java.io.IOException;
import java.nio.file.Path;

/// A network ready to train and to predict: what the annotation processor generates from a [Network] record.
///
/// A model owns its parameters. `predict`, `outputs` and `loss` may be called from many threads as long as none trains
/// the model; while one trains, predict with [#snapshot]. Results do not depend on the number of threads, on the
/// vector width, or on how samples are grouped into calls: the same bits for the same inputs.
///
/// Samples are given row by row, `[count, inputWidth]`; results come back as `[count, outputWidth]`.
public interface Model {

  /// The simple name of the record.
  String name();

  /// Numbers in one sample.
  int inputWidth();

  /// Numbers in one result.
  int outputWidth();

  /// What the loss compares outputs with.
  TargetKind targetKind();

  /// Numbers in a row of targets, for [TargetKind#TARGETS]; as many as outputs unless [Network#targets] says otherwise.
  default int targetWidth() {
    return outputWidth();
  }

  /// What [#predict] applies to the outputs.
  Link link();

  /// Where each parameter stands in [#parameters] and in every gradient.
  ParameterLayout layout();

  /// The parameters in internal order, `[layout().length()]`: the array itself, for optimizers.
  ///
  /// Change it only inside [#update]. A snapshot refuses.
  float[] parameters();

  /// Makes the memory for calls from one thread; it belongs to that thread, and to models of this network only.
  ///
  /// @param capacity the most samples of a mini-batch, at least 1
  /// @throws IllegalArgumentException if it is below, or needs an array too large for Java
  default Workspace workspace(int capacity) {
    return workspace(capacity, Workers.callerOnly());
  }

  /// Makes the memory for calls whose work is shared among worker threads.
  ///
  /// @param capacity the most samples of a mini-batch, at least 1
  /// @param workers stay the caller's, to close once the workspace is no longer used
  /// @throws IllegalArgumentException if the capacity is below, or needs an array too large for Java
  Workspace workspace(int capacity, Workers workers);

  /// Has HotSpot compile the vector code for predictions, and returns when it has.
  ///
  /// Without it the first predictions are the same numbers, but come more slowly, and some of them wait while code is
  /// called for it to be compiled. It takes a second or two, and nothing the next time; where nothing compiles
  /// vectors it gives up after ten. It may be called on any thread, while others use the model.
  default void prepareToPredict() {}

  /// What the network says about samples, after the loss's link: probabilities for a classifier.
  ///
  /// @param samples one or more samples, row by row
  /// @return `[samples.length / inputWidth, outputWidth]` row by row
  /// @throws IllegalArgumentException if the length is not a multiple of [#inputWidth]
  float[] predict(float[] samples);

  /// Predicts into a given array without allocating.
  ///
  /// @param count samples to predict, at least 0; any number, whatever the capacity of the workspace
  /// @throws IllegalArgumentException if an array is too short, or the workspace is another network's
  void predict(float[] samples, int count, float[] into, Workspace workspace);

  /// The raw outputs of the last row, before the link (logits for a classifier).
  float[] outputs(float[] samples);

  /// As [#outputs(float\[\])], into a given array without allocating.
  void outputs(float[] samples, int count, float[] into, Workspace workspace);

  /// The loss of a mini-batch, without changing anything; with dropout and input noise if the mini-batch has a seed
  /// for them.
  ///
  /// @param batch read only; 1 to the workspace's capacity samples
  /// @param outputs where the raw outputs go, `[size, outputWidth]` row by row, or null
  /// @return the mean over the samples; NaN or infinite where it is
  /// @throws IllegalStateException if the network has no loss
  /// @throws IllegalArgumentException if the mini-batch does not fit the network or the workspace, a label is out of
  ///     range, `outputs` is too short, or the workspace is another network's
  float loss(MiniBatch batch, float[] outputs, Workspace workspace);

  /// The loss of a mini-batch and its gradient with respect to every parameter.
  ///
  /// @param batch read only; 1 to the workspace's capacity samples
  /// @param gradient `[layout().length()]`, in internal order; overwritten, padding with 0; stays the caller's
  /// @return the loss; NaN or infinite where it is, NaN where the loss is finite but its gradient with respect to the
  ///     outputs is not, and then the gradient must not be used
  /// @throws IllegalStateException if the network has no loss
  /// @throws IllegalArgumentException if the mini-batch does not fit the network or the workspace, a label is out of
  ///     range, `gradient` is of another length, the workspace is another network's, or the network has dropout or
  ///     input noise and the mini-batch no seed for it
  float lossAndGradient(MiniBatch batch, float[] gradient, Workspace workspace);

  /// One step of plain stochastic gradient descent: the gradient is subtracted as it is computed.
  ///
  /// The parameters become bit for bit those of [#lossAndGradient] followed by `fma(gradient, -learningRate, weight)`,
  /// where the learning rate is multiplied by [ParameterSlot#learningRateScale] first.
  ///
  /// @param batch read only; 1 to the workspace's capacity samples
  /// @param learningRate finite, at least 0; under a huge one parameters can overflow, which the next loss shows
  /// @return the loss before the step, NaN or infinite as in [#lossAndGradient], and then the parameters are left as
  ///     they were
  /// @throws IllegalStateException if this is a snapshot, or the network has no loss
  /// @throws IllegalArgumentException if the learning rate is out of range, the mini-batch does not fit the network or
  ///     the workspace, a label is out of range, the workspace is another network's, or the network has dropout or
  ///     input noise and the mini-batch no seed for it
  float trainStep(MiniBatch batch, float learningRate, Workspace workspace);

  /// Changes the parameters in a way that [#snapshot] never sees half done.
  ///
  /// What is written is not checked. If the update throws, what it has written stays, and the exception goes on to the
  /// caller.
  ///
  /// @param update called once, before this returns; it must not keep the array
  /// @throws IllegalStateException if this is a snapshot
  void update(ParameterUpdate update);

  /// A copy of a parameter in its conventional shape.
  ///
  /// @param name as in [#layout], `hidden.weight`
  /// @throws IllegalArgumentException if there is no such parameter
  float[] parameter(String name);

  /// Replaces a parameter, given in its conventional shape.
  ///
  /// @throws IllegalArgumentException if there is no such parameter or the number of values is not its own
  void setParameter(String name, float[] values);

  /// An independent model with the same parameters.
  Model copy();

  /// A frozen copy, consistent even while another thread trains this model; it can predict but not be changed.
  Model snapshot();

  /// A slow double-precision implementation with a copy of the same parameters: the oracle for the generated code.
  ReferenceNetwork referenceNetwork();

  /// Checks the generated code against [#referenceNetwork] and against derivatives that no rule takes part in, with the
  /// parameters as they are; see [VerifyOptions#DEFAULT].
  ///
  /// Meant for tests and for suspicion: it takes about as long as some hundred slow steps.
  default Verification verify() {
    return verify(VerifyOptions.DEFAULT);
  }

  /// Checks the generated code with random samples and targets.
  ///
  /// Outputs, predictions, loss and every gradient are compared with the reference in double precision; some gradients
  /// also with central differences and complex steps of its loss; what must be the same bits is compared as bits. Works
  /// on a copy, so the model stays as it is, and a snapshot can be checked too. Without a loss only the forward pass
  /// is.
  default Verification verify(VerifyOptions options) {
    return Verification.of(this, options);
  }

  /// The architecture table: rows, shapes, parameters, work and memory.
  String summary();

  /// Writes the parameters as a safetensors file, in their conventional shapes. The file is replaced in one move, so
  /// that it is never seen half written.
  ///
  /// Works on an interrupted thread, which stays interrupted.
  ///
  /// @param file in a folder that exists
  /// @throws IOException if it cannot be written; an existing file is as it was
  void save(Path file) throws IOException;

  /// As [#save(Path)], in half the space: each parameter is rounded to the nearest number of a type. [#load] reads
  /// every type.
  ///
  /// @throws IllegalArgumentException if a parameter is finite but too large for the type; nothing is written
  void save(Path file, DataType type) throws IOException;

  /// Reads the parameters from a safetensors file.
  ///
  /// Works on an interrupted thread, which stays interrupted.
  ///
  /// @throws IllegalStateException if this is a snapshot
  /// @throws IOException if the file is missing, cut short or not safetensors, or if its names or shapes differ from
  ///     the model's; the message lists every difference, and the model is as it was
  void load(Path file) throws IOException;

  /// A change of the parameters.
  @FunctionalInterface
  interface ParameterUpdate {

    /// Changes the parameters in place.
    void apply(float[] parameters);
  }
}
