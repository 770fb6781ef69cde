package dev.lanewise.examples.data;

import dev.lanewise.data.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Fetches the files of MNIST that a directory lacks, and keeps only those that are the originals.
///
/// A file appears under its name in one move, complete and checked; an interrupted download starts with the first file
/// that is still missing.
final class MnistDownload {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI mirror;
  private final List<MnistFile> files;
  private final PrintStream out;

  /// Prepares a download.
  ///
  /// @param mirror the folder of the four files, `http` or `https`, with or without a slash at its end
  /// @param out is told what is being fetched
  MnistDownload(URI mirror, List<MnistFile> files, PrintStream out) {
    this.mirror = URI.create(mirror.toString().endsWith("/") ? mirror.toString() : mirror + "/");
    this.files = files;
    this.out = out;
  }

  /// Fetches what a directory lacks; the directory is made if need be.
  ///
  /// @throws IOException if a file cannot be fetched, or is not the original; nothing of that file is kept
  void into(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<MnistFile> missing = files.stream().filter(file -> !file.isIn(directory)).toList();
    if (missing.isEmpty()) {
      return;
    }
    try (HttpClient client = HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(PATIENCE)
        .build()) {
      for (MnistFile file : missing) {
        out.println("downloading " + mirror.resolve(file.compressedName()));
            fetch(client, file, directory);
      }
    }
  }

  private void fetch(HttpClient client, MnistFile file, Path directory) throws IOException {
    URI uri = mirror.resolve(file.compressedName());
    Path part = Files.createTempFile(directory, file.compressedName(), ".part");
    part.toFile().deleteOnExit(); // for a user who presses Ctrl-C
    try {
      receive(client, uri, part);
      String sha256 = unpackedSha256(part, uri);
      if (!sha256.equals(file.sha256())) {
        throw new IOException(uri + " is not the original file and was not kept: unpacked, its SHA-256 is " + sha256
            + ", not " + file.sha256() + "; try another --mirror");
      }
      Files.move(part, directory.resolve(file.compressedName()), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void receive(HttpClient client, URI uri, Path part) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    try {
      HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException("the server answered " + response.statusCode());
        }
        Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the download was interrupted", e);
    } catch (IOException e) {
      throw new IOException("cannot download " + uri + ": " + reason(e)
          + "; try again, name another --mirror, or fetch the files by hand and name their directory with --data", e);
    }
  }

  private static String unpackedSha256(Path part, URI uri) throws IOException {
    MessageDigest digest = Sha256.start();
    try (InputStream packed = Files.newInputStream(part);
        InputStream unpacked = new DigestInputStream(new GZIPInputStream(packed), digest)) {
      unpacked.transferTo(OutputStream.nullOutputStream());
    } catch (ZipException | EOFException e) {
      throw new IOException(
          uri + " is not the original file and was not kept: it is no whole gzip file; try another --mirror", e);
    }
    return Sha256.end(digest);
  }

  private static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "no such host, or no network";
      }
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer within " + PATIENCE.toSeconds() + " s";
    }
    if (e instanceof ConnectException) {
      return "the host refuses the connection";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
  }
}
