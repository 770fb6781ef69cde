package dev.lanewise.processor.read;

import dev.lanewise.processor.diagnostic.Origin;
import javax.lang.model.element.Element;

/// A place inside the body of a method.
///
/// @param description names the method in words
/// @param element the method
/// @param offset of the first character of the place in the source file
public record BodyOrigin(String description, Element element, long offset) implements Origin {}
