package dev.lanewise.data;

import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import java.util.ArrayList;
import java.util.List;

/// Finds everything that keeps a data set from a network, each problem with its first offender.
final class DatasetCheck {
  private final Dataset data;
  private final Model model;
  private final String role;
  private final List<String> problems = new ArrayList<>();

  DatasetCheck(Dataset data, Model model, String role) {
    this.data = data;
    this.model = model;
    this.role = role;
  }

  /// Throws unless the data set fits.
  void run() {
    problems.addAll(new ShapeCheck(data.shape(), model).problems());
    if (data.targetKind() == model.targetKind()) {
      switch (data.targetKind()) {
        case LABELS -> checkLabels();
        case TARGETS -> checkTargetRanges();
        case NONE -> { }
      }
    }
    if (data.size() == 0) {
      problems.add("it holds no samples; give at least one");
    } else {
      checkNumbers();
      checkWeights();
    }
    if (!problems.isEmpty()) {
      throw new DatasetException(ShapeCheck.message(problems, model, role));
    }
  }

  private void checkLabels() {
    int size = data.size();
    int classes = model.outputWidth();
    for (int i = 0; i < size; i++) {
      int label = data.label(i);
      if (label < 0 || label >= classes) {
        problems.add("label " + label + " of sample " + i + " is out of range; a network of " + classes
            + " outputs takes labels from 0 to " + (classes - 1) + wider(label));
        return;
      }
    }
  }

  private static String wider(int label) {
    return label < 0 || label == Integer.MAX_VALUE
        ? "; number the classes from 0"
        : "; give the last row at least " + (label + 1L) + " outputs or correct the label";
  }

  private void checkTargetRanges() {
    switch (model.link()) {
      case IDENTITY -> { }
      case SIGMOID -> checkTargetRange(1, "lie between 0 and 1");
      case SOFTMAX -> checkTargetRange(Float.MAX_VALUE, "be at least 0");
    }
  }

  /// Reports the first target that is below 0 or above a bound; numbers that are not finite are reported as such.
  private void checkTargetRange(float largest, String bounds) {
    for (int sample = 0; sample < data.size(); sample++) {
      for (int column = 0; column < data.targetWidth(); column++) {
        float target = data.targetRows().at(sample, column);
        if (Float.isFinite(target) && (target < 0 || target > largest)) {
          problems.add("target " + column + " of sample " + sample + " is " + target + "; the loss compares targets "
              + "with probabilities, so they must " + bounds);
          return;
        }
      }
    }
  }

  private void checkNumbers() {
    checkFinite("feature", data.featureRows());
    if (data.targetRows() != null) {
      checkFinite("target", data.targetRows());
    }
  }

  private void checkFinite(String what, Rows rows) {
    long at = rows.firstNonFinite();
    if (at >= 0) {
      int sample = (int) (at / rows.width());
      int column = (int) (at % rows.width());
      problems.add(what + " " + column + " of sample " + sample + " is " + rows.at(sample, column)
          + "; replace it by a number or leave the sample out");
    }
  }

  private void checkWeights() {
    if (!data.isWeighted()) {
      return;
    }
    boolean anyCounts = false;
    for (int i = 0; i < data.size(); i++) {
      float weight = data.weight(i);
      if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
        problems.add("the weight of sample " + i + ", " + weight + ", must be finite and at least 0");
        return;
      }
      anyCounts |= weight > 0;
    }
    if (!anyCounts) {
      problems.add("every weight is 0, so no sample counts; give at least one a weight above 0");
    }
  }
}
