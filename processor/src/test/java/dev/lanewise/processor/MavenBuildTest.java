package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Maven's incremental compilation: a function in one module, a network in another, and one of each in the same.
class MavenBuildTest {
  private static final String MAVEN = System.getProperty("lanewise.test.maven");
  private static final String CURVE = """
      package own;
      @dev.lanewise.Loss public final class Curve {
        static float of(float prediction, float target) {
          float error = prediction - target;
          return %s;
        }
      }
      """;
  private static final String NET = """
      package %s;
      import dev.lanewise.*; import dev.lanewise.layer.*; import own.Curve;
      @Network(input = 2, loss = Curve.class)
      record Net(@Dense(1) Layer prediction) {}
      """;
  private static final String POM = """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        %s
        <artifactId>%s</artifactId>
        %s
      </project>
      """;

  @TempDir
  private Path project;

  @BeforeAll
  static void needsMaven() {
    assumeTrue(MAVEN != null, "not started by Maven");
  }

  @Test
  void aChangedBodyRecompilesTheNetworksOfItsModuleAndOfOthers() throws IOException, InterruptedException {
    writeProject();
    compile();
    Path same = model("function", "own");
    Path other = model("network", "app");
    assertTrue(Files.readString(same).contains("error * error\""), "formula in the same module");
    assertTrue(Files.readString(other).contains("error * error\""), "formula in the other module");
    FileTime before = Files.getLastModifiedTime(other);

    compile();
    assertEquals(before, Files.getLastModifiedTime(other), "nothing has changed, so nothing is compiled");

    writeCurve("error * error * 3");
    compile();
    for (Path model : List.of(same, other)) {
      String source = Files.readString(model);
      assertTrue(source.contains("error * error * 3"), source);
      assertFalse(source.contains("error * error\""), source);
    }
    assertTrue(Files.exists(project.resolve("network/target/classes/app/NetModel.class")));
  }

  private void writeProject() throws IOException {
    Path classes = Path.of("../core/target/classes").toAbsolutePath().normalize();
    Path function = project.resolve("function/target/classes");
    write("pom.xml", POM.formatted("<groupId>test</groupId><version>1</version>", "parent", """
        <packaging>pom</packaging>
        <modules><module>function</module><module>network</module></modules>
        <properties><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
        <build><plugins>
          <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
          <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version><configuration>
            <release>25</release>
            <compilerArgs>
              <arg>-processorpath</arg><arg>%s</arg>
              <arg>-classpath</arg><arg>${project.build.outputDirectory}%s%s</arg>
            </compilerArgs>
          </configuration></plugin>
        </plugins></build>""".formatted(System.getProperty("java.class.path"), File.pathSeparator,
            classes + File.pathSeparator + function)));
    String parent = "<parent><groupId>test</groupId><artifactId>parent</artifactId><version>1</version></parent>";
    write("function/pom.xml", POM.formatted(parent, "function", ""));
    write("network/pom.xml", POM.formatted(parent, "network", "<dependencies><dependency><groupId>test</groupId>"
        + "<artifactId>function</artifactId><version>1</version></dependency></dependencies>"));
    writeCurve("error * error");
    write("function/src/main/java/own/Net.java", NET.formatted("own"));
    write("network/src/main/java/app/Net.java", NET.formatted("app"));
  }

  private void writeCurve(String value) throws IOException {
    Path file = write("function/src/main/java/own/Curve.java", CURVE.formatted(value));
    // Build tools compare times to the second.
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
  }

  private Path write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private Path model(String module, String packageName) {
    return project.resolve(module + "/target/generated-sources/annotations/" + packageName + "/NetModel.java");
  }

  private void compile() throws IOException, InterruptedException {
    boolean isWindows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    ProcessBuilder builder = new ProcessBuilder(Path.of(MAVEN, "bin", isWindows ? "mvn.cmd" : "mvn").toString(),
        "--batch-mode", "--offline", "-Dmaven.repo.local=" + System.getProperty("lanewise.test.repository"), "compile");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // The settings of this build are none of the other's.
    builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS"));
    Path log = project.resolve("log.txt");
    Process process = builder.directory(project.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(3, TimeUnit.MINUTES), "Maven takes too long");
    assertEquals(0, process.exitValue(), () -> text(log));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
