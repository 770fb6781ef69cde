package dev.lanewise.layer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Keeps the parameters of a row as they are: training moves those of the other rows only.
///
/// For weights that were trained before and loaded from a file, or random ones that are to stay so. The gradient of
/// every parameter of the row is 0, neither weight decay nor [L1] nor [L2] changes it, and nothing is computed for it;
/// the backward pass ends at the first row that is trained. A network with a loss has at least one row without it.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface Frozen {}
