package dev.lanewise.data;

import dev.lanewise.Link;
import dev.lanewise.Model;
import dev.lanewise.TargetKind;
import java.lang.reflect.Proxy;

/// A model that knows its widths, its kind of target and its link, and nothing else.
final class ModelShape {
  private ModelShape() {}

  static Model of(int inputWidth, int outputWidth, TargetKind kind) {
    return of(inputWidth, outputWidth, kind, kind == TargetKind.LABELS ? Link.SOFTMAX : Link.IDENTITY);
  }

  static Model of(int inputWidth, int outputWidth, TargetKind kind, Link link) {
    return of(inputWidth, outputWidth, outputWidth, kind, link);
  }

  static Model of(int inputWidth, int outputWidth, int targetWidth, TargetKind kind, Link link) {
    return (Model) Proxy.newProxyInstance(
        Model.class.getClassLoader(),
        new Class<?>[] {Model.class},
        (proxy, method, arguments) -> switch (method.getName()) {
          case "name" -> "Digits";
          case "inputWidth" -> inputWidth;
          case "outputWidth" -> outputWidth;
          case "targetWidth" -> targetWidth;
          case "targetKind" -> kind;
          case "link" -> link;
          default -> throw new UnsupportedOperationException(method.getName());
        });
  }
}
