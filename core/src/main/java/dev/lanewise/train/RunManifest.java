package dev.lanewise.train;

import dev.lanewise.Model;
import dev.lanewise.ParameterSlot;
import dev.lanewise.data.Sha256;
import dev.lanewise.json.JsonText;
import dev.lanewise.runtime.LanewiseVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a run was: the network, the data, every setting on which the result depends, and what it ran on. Immutable.
///
/// Settings are what must be the same for the same weights to come out; the environment is for the record.
public final class RunManifest {
  private final Map<String, String> settings;
  private final Map<String, String> environment;

  private RunManifest(Map<String, String> settings, Map<String, String> environment) {
    this.settings = Collections.unmodifiableMap(settings);
    this.environment = Collections.unmodifiableMap(environment);
  }

  /// Describes a run on this machine.
  static RunManifest of(Model model, Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("network", model.name());
    all.put("architecture", "SHA-256 " + sha256(model.summary()));
    all.put("parameters", parameters(model));
    all.putAll(settings);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("lanewise", LanewiseVersion.VERSION);
    for (String property : List.of("java.version", "java.vm.version", "os.name", "os.arch")) {
      environment.put(property, System.getProperty(property));
    }
    return new RunManifest(all, environment);
  }

  /// What a part of a run says of itself; for one that says nothing, its class.
  static String describe(Object part) {
    String text = part.toString();
    String silent = part.getClass().getName() + "@";
    if (!text.startsWith(silent)) {
      return text;
    }
    // the name of a lambda's class is another in every process
    int lambda = text.indexOf("$$Lambda");
    return lambda < 0 ? part.getClass().getName() : "a lambda of " + text.substring(0, lambda);
  }

  private static String sha256(String text) {
    MessageDigest digest = Sha256.start();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return Sha256.end(digest);
  }

  private static String parameters(Model model) {
    StringBuilder text = new StringBuilder();
    for (ParameterSlot slot : model.layout().slots()) {
      text.append(text.isEmpty() ? "" : ", ").append(slot.name()).append(' ').append(slot.shape());
    }
    return text.toString();
  }

  /// What the result depends on, by name, in a fixed order.
  public Map<String, String> settings() {
    return settings;
  }

  /// Versions and machine, by name, in a fixed order.
  public Map<String, String> environment() {
    return environment;
  }

  /// Lines that tell how other settings differ; none if they do not.
  List<String> differences(Map<String, String> others) {
    List<String> lines = new ArrayList<>();
    settings.forEach((name, value) -> {
      String other = others.get(name);
      if (!Objects.equals(value, other)) {
        lines.add(name + ": " + (other == null ? "nothing" : other) + " then, " + value + " now");
      }
    });
    return lines;
  }

  /// The manifest as JSON: an object with the objects `settings` and `environment`.
  public String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("settings", settings);
    json.put("environment", environment);
    return JsonText.of(json);
  }

  /// Writes [#toJson] to a file in UTF-8, replacing what is there.
  ///
  /// @throws IOException if the file cannot be written
  public void writeJson(Path file) throws IOException {
    Files.writeString(file, toJson());
  }
}
