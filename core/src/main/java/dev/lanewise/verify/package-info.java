/// Checks of a model against itself: generated code against the reference, and the reference against derivatives that
/// no rule takes part in.
///
/// `Model.verify` starts them; the result is a [dev.lanewise.verify.Verification], which a test or a person reads.
package dev.lanewise.verify;
