package dev.lanewise.examples;

import dev.lanewise.examples.twolayernet.TwoLayerNetModel;
import dev.lanewise.examples.xor.XorModel;
import dev.lanewise.testing.LanewiseVerify;
import dev.lanewise.verify.VerifyOptions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class VerifyTest {

  @TestFactory
  Stream<DynamicNode> theTwoLayerNetComputesWhatItsRecordDeclares() {
    return LanewiseVerify.of(TwoLayerNetModel::create, VerifyOptions.DEFAULT, 1);
  }

  @TestFactory
  Stream<DynamicNode> xorComputesWhatItsRecordDeclares() {
    return LanewiseVerify.of(XorModel::create);
  }
}
