package dev.lanewise.processor.layer;

import dev.lanewise.Link;
import dev.lanewise.Reduction;
import dev.lanewise.TargetKind;
import dev.lanewise.formula.Expr;
import dev.lanewise.processor.diagnostic.Origin;
import java.util.Map;

/// The loss of a network.
///
/// @param name the simple name of the loss class
/// @param formula in `prediction` and `target` if element-wise, else in `outputs` and `label` or `targets`
/// @param statements the parts of the formula that its author named
/// @param isElementwise whether the formula is of one output
/// @param reduction how an element-wise formula combines the outputs of a sample
/// @param link what `predict` applies
/// @param targetKind what outputs are compared with
public record LossChoice(
    String name,
    Expr formula,
    Map<String, Expr> statements,
    boolean isElementwise,
    Reduction reduction,
    Link link,
    TargetKind targetKind,
    Origin origin) {}
