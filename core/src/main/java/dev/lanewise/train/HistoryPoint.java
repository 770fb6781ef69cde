package dev.lanewise.train;

import java.util.Optional;

/// What was known at one evaluation during training.
///
/// @param step the steps taken so far
/// @param epoch the epoch that the last step belongs to, from 1
/// @param seconds since training began, evaluations included
/// @param trainLoss the mean loss of the steps since the point before
/// @param validation how the model does on the validation set, if there is one
public record HistoryPoint(
    int step, int epoch, double seconds, double trainLoss, Optional<Evaluation> validation) {}
