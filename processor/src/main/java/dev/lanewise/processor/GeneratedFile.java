package dev.lanewise.processor;

import com.palantir.javapoet.JavaFile;
import dev.lanewise.processor.diagnostic.Diagnostics;
import dev.lanewise.processor.diagnostic.Origin;
import dev.lanewise.processor.diagnostic.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;

/// Writes generated classes into the compilation.
final class GeneratedFile {
  private GeneratedFile() {}

  /// Writes a class.
  ///
  /// @param element what the class is generated from, its only origin
  /// @param taken the problem to report at `origin` if there is a class of that name
  static void write(
      JavaFile source, Element element, Problem taken, Origin origin, Filer filer, Diagnostics diagnostics) {
    String prefix = source.packageName().isEmpty() ? "" : source.packageName() + ".";
    String name = prefix + source.typeSpec().name();
    try (Writer writer = filer.createSourceFile(name, element).openWriter()) {
      source.writeTo(writer);
    } catch (FilerException e) {
      diagnostics.report(taken, origin, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
