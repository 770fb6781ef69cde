package dev.lanewise.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.MiniBatch;
import dev.lanewise.Model;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class WorkloadTest {
  static final List<Workload> WORKLOADS = Workloads.ALL;

  /// All but W3, whose 29 million weights are too many for the reference.
  static final List<Workload> WITH_REFERENCE =
      Workloads.ALL.stream().filter(workload -> workload != Workloads.W3).toList();

  @ParameterizedTest
  @FieldSource("WORKLOADS")
  void theDescriptionIsThatOfTheModel(Workload workload) {
    Model model = workload.create().apply(0);
    assertEquals(workload.inputWidth(), model.inputWidth());
    assertEquals(workload.outputWidth(), model.outputWidth());
    long weights = 0;
    for (int row = 0; row < workload.rows(); row++) {
      weights += (long) workload.widths()[row] * workload.widths()[row + 1] + workload.widths()[row + 1];
    }
    assertEquals(weights, model.layout().count());
  }

  /// The loss of the first samples, computed by the reference in double precision.
  @ParameterizedTest
  @FieldSource("WITH_REFERENCE")
  void theFirstLossIsThatOfTheReference(Workload workload) {
    Model model = workload.model();
    MiniBatch batch = workload.miniBatch(model, 0);
    float loss = model.loss(batch, null, model.workspace(workload.batchSize()));
    assertEquals(model.referenceNetwork().loss(batch), loss, 1e-5 * loss);
  }
}
