package dev.lanewise.train;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;

/// Says how right one row of raw outputs is; one constant for each meaning of accuracy.
enum Hits {
  /// The largest output is the labelled one.
  LABEL {
    @Override
    double of(MiniBatch batch, int row, float[] outputs, int width) {
      return largest(outputs, row * width, width) == batch.labels()[row] ? 1 : 0;
    }
  },
  /// The largest output stands where the largest target does.
  LARGEST_TARGET {
    @Override
    double of(MiniBatch batch, int row, float[] outputs, int width) {
      int largest = largest(outputs, row * width, width);
      return largest >= 0 && largest == largest(batch.targets(), row * width, width) ? 1 : 0;
    }
  },
  /// The share of outputs whose probability is on the same side of one half as the target.
  SIDES {
    @Override
    double of(MiniBatch batch, int row, float[] outputs, int width) {
      int right = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        float output = outputs[i];
        if (!Float.isNaN(output) && output > 0 == batch.targets()[i] > 0.5f) {
          right++;
        }
      }
      return (double) right / width;
    }
  },
  /// Accuracy has no meaning.
  NONE {
    @Override
    double of(MiniBatch batch, int row, float[] outputs, int width) {
      return Double.NaN;
    }
  };

  /// The share of a row that is right, between 0 and 1.
  ///
  /// @param outputs `[batch, width]`, before the link
  abstract double of(MiniBatch batch, int row, float[] outputs, int width);

  /// The meaning of accuracy for a model; there is none where targets do not stand for outputs one by one.
  static Hits of(Model model) {
    return switch (model.targetKind()) {
      case LABELS -> LABEL;
      case TARGETS -> model.targetWidth() != model.outputWidth() ? NONE : switch (model.link()) {
        case SOFTMAX -> LARGEST_TARGET;
        case SIGMOID -> SIDES;
        case IDENTITY -> NONE;
      };
      case NONE -> NONE;
    };
  }

  /// Where the first of the largest values of a row stands, or -1 where one is NaN.
  static int largest(float[] values, int from, int width) {
    int largest = 0;
    for (int i = 0; i < width; i++) {
      float value = values[from + i];
      if (Float.isNaN(value)) {
        return -1;
      }
      if (value > values[from + largest]) {
        largest = i;
      }
    }
    return largest;
  }
}
