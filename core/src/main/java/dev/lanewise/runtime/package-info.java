/// What generated code needs while it runs: the team of threads that shares the work of a step.
/// A trainer makes a team for the time of one `fit`, and the workspaces of a model use it.
package dev.lanewise.runtime;
