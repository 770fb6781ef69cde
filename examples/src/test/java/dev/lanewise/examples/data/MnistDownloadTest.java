package dev.lanewise.examples.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Downloads from a server on this machine alone.
class MnistDownloadTest {
  @TempDir Path directory;

  private final Map<String, byte[]> offered = new ConcurrentHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private HttpServer server;
  private URI mirror;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      byte[] body = offered.get(path);
      try (exchange) {
        exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
        if (body != null) {
          exchange.getResponseBody().write(body);
        }
      }
    });
    server.start();
    InetSocketAddress address = server.getAddress();
    mirror = URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/mnist");
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void keepsWhatItFetchesAndSaysFromWhere() throws IOException {
    MnistFile images = offer("images", "some images");
    MnistFile labels = offer("labels", "some labels");
    Path fresh = directory.resolve("not/yet/there");
    download(images, labels).into(fresh);
    assertArrayEquals(packed("some images"), Files.readAllBytes(fresh.resolve("images.gz")));
    assertEquals(List.of("images.gz", "labels.gz"), filesIn(fresh));
    assertEquals(
        List.of("downloading " + mirror + "/images.gz", "downloading " + mirror + "/labels.gz"),
        out.toString(UTF_8).lines().toList());
  }

  @Test
  void takesAMirrorWithASlashAtItsEnd() throws IOException {
    MnistFile images = offer("images", "some images");
    mirror = URI.create(mirror + "/");
    download(images).into(directory);
    assertEquals(List.of("/mnist/images.gz"), asked);
  }

  @Test
  void asksForMissingFilesOnly() throws IOException {
    MnistFile images = offer("images", "some images");
    MnistFile labels = offer("labels", "some labels");
    MnistFile unpacked = offer("unpacked", "more");
    Files.writeString(directory.resolve("images.gz"), "some images");
    Files.writeString(directory.resolve("unpacked"), "more");
    download(images, labels, unpacked).into(directory);
    assertEquals(List.of("/mnist/labels.gz"), asked);
  }

  @Test
  void goesOnWhereAnEarlierDownloadFailed() throws IOException {
    MnistFile images = offer("images", "some images");
    MnistFile labels = new MnistFile("labels", sha256("some labels"));
    assertThrows(IOException.class, () -> download(images, labels).into(directory));
    assertEquals(List.of("images.gz"), filesIn(directory));
    offer("labels", "some labels");
    asked.clear();
    download(images, labels).into(directory);
    assertEquals(List.of("/mnist/labels.gz"), asked);
    assertEquals(List.of("images.gz", "labels.gz"), filesIn(directory));
  }

  @Test
  void keepsNothingOfAFileWithAnotherChecksum() throws IOException {
    offer("images", "a page that says: log in first");
    MnistFile images = new MnistFile("images", sha256("some images"));
    IOException e = assertThrows(IOException.class, () -> download(images).into(directory));
    assertTrue(
        e.getMessage().startsWith(mirror + "/images.gz is not the original file and was not kept: "
            + "unpacked, its SHA-256 is " + sha256("a page that says: log in first") + ", not " + images.sha256()),
        e.getMessage());
    assertEquals(List.of(), filesIn(directory));
  }

  @Test
  void keepsNothingThatIsNotAWholeGzipFile() throws IOException {
    MnistFile images = offer("images", "some images");
    for (byte[] body : List.of(Arrays.copyOf(packed("some images"), 20), "some images".getBytes(UTF_8), new byte[0])) {
      offered.put("/mnist/images.gz", body);
      IOException e = assertThrows(IOException.class, () -> download(images).into(directory));
      assertTrue(e.getMessage().startsWith(mirror + "/images.gz is not the original file and was not kept: it is no "
          + "whole gzip file; "), e.getMessage());
      assertEquals(List.of(), filesIn(directory));
    }
  }

  @Test
  void namesTheFileThatTheServerLacks() throws IOException {
    MnistFile images = new MnistFile("images", sha256("some images"));
    IOException e = assertThrows(IOException.class, () -> download(images).into(directory));
    assertTrue(
        e.getMessage().startsWith("cannot download " + mirror + "/images.gz: the server answered 404; "),
        e.getMessage());
    assertEquals(List.of(), filesIn(directory));
  }

  @Test
  void saysInOneLineThatNobodyListens() throws IOException {
    MnistFile images = offer("images", "some images");
    server.stop(0);
    IOException e = assertThrows(IOException.class, () -> download(images).into(directory));
    assertTrue(
        e.getMessage().startsWith("cannot download " + mirror + "/images.gz: the host refuses the connection; "),
        e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
    assertEquals(List.of(), filesIn(directory));
  }

  @Test
  void knowsTheFourFilesByTheChecksumsOfTheOriginals() {
    assertEquals(4, Mnist.FILES.size());
    for (MnistFile file : Mnist.FILES) {
      assertTrue(file.sha256().matches("[0-9a-f]{64}"), file.name());
    }
  }

  private MnistDownload download(MnistFile... files) {
    return new MnistDownload(mirror, List.of(files), new PrintStream(out, true, UTF_8));
  }

  private MnistFile offer(String name, String content) {
    offered.put("/mnist/" + name + ".gz", packed(content));
    return new MnistFile(name, sha256(content));
  }

  private static byte[] packed(String content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String sha256(String content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(content.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
