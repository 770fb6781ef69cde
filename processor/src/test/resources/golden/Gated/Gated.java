package golden;

import dev.lanewise.Activation;
import dev.lanewise.Layer;
import dev.lanewise.Loss;
import dev.lanewise.Network;
import dev.lanewise.formula.Formula;
import dev.lanewise.layer.Dense;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Functions of the user's own, whose parts have names.
@Network(input = 5, loss = LogCosh.class)
record Gated(@Dense(18) @Mish Layer hidden, @Dense(3) Layer prediction) {}

/// Misra 2019, "Mish: A Self Regularized Non-Monotonic Activation Function".
@Activation
@Formula("soft = softplus(x); gate = tanh(soft); x * gate")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
@interface Mish {}

/// `log(cosh(error))`.
@Loss
@Formula("error = abs(prediction - target); error + softplus(-2 * error) - 0.6931471805599453")
final class LogCosh {
  private LogCosh() {}
}
