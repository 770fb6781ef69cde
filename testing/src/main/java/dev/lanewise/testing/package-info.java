/// Networks checked by JUnit: each check of a verification becomes a test of its own.
///
/// For the tests of those who declare networks; it needs JUnit 6 and `lanewise-core`.
package dev.lanewise.testing;
