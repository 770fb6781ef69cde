package dev.lanewise.examples.serve;

import dev.lanewise.data.Dataset;
import dev.lanewise.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Clients that send samples to a server, each one request after the other, and time the answers.
final class Clients {
  private Clients() {}

  /// What came back.
  ///
  /// @param nanos of each request, from the shortest to the longest
  record Answers(long[] nanos, double seconds, double accuracy) {
    /// The time within which a share of the requests was answered.
    double milliseconds(double share) {
      return nanos[Math.min(nanos.length - 1, (int) (share * nanos.length))] / 1e6;
    }
  }

  /// Sends the first samples of a data set with labels, from the beginning again where there are too few.
  static Answers ask(int port, Dataset data, int requests, int clients) {
    long[] nanos = new long[requests];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger right = new AtomicInteger();
    long start = System.nanoTime();
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<Thread> threads = IntStream.range(0, clients).mapToObj(number -> Thread.ofVirtual().start(() -> {
        for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
          int sample = i % data.size();
          long before = System.nanoTime();
          int answer = ask(client, port, json(data, sample));
          nanos[i] = System.nanoTime() - before;
          if (answer == data.label(sample)) {
            right.incrementAndGet();
          }
        }
      })).toList();
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(nanos);
    return new Answers(nanos, seconds, (double) right.get() / requests);
  }

  private static int ask(HttpClient client, int port, String sample) {
    try {
      HttpResponse<String> response = client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/predict"))
              .POST(HttpRequest.BodyPublishers.ofString(sample)).build(),
          HttpResponse.BodyHandlers.ofString());
      Map<?, ?> answer = (Map<?, ?>) JsonReader.read(response.body());
      return ((Number) ((List<?>) answer.get("largest")).getFirst()).intValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonReader.JsonException e) {
      throw new IllegalStateException("the answer is not JSON: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  /// A sample as a JSON array.
  static String json(Dataset data, int sample) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < data.inputWidth(); i++) {
      json.append(i == 0 ? "" : ",").append(data.feature(sample, i));
    }
    return json.append(']').toString();
  }
}
