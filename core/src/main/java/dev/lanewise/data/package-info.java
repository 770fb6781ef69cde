/// Samples for training and evaluation: where they come from, how mini-batches are drawn from them, and the checks
/// against a network that come before the first step. Users build a [dev.lanewise.data.Dataset], or where samples are
/// too many for memory a [dev.lanewise.data.SampleSource]; the trainer, the learning-rate search and evaluation read
/// them.
package dev.lanewise.data;
