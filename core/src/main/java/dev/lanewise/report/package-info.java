/// What a training run leaves behind for people to look at: event files for TensorBoard, and pages with curves. Users
/// add the one as a listener, and write the other at the end.
package dev.lanewise.report;
