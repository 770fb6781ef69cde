package dev.lanewise.examples.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lanewise.Model;
import dev.lanewise.json.JsonReader;
import dev.lanewise.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers requests for predictions on the loopback interface, each on a thread of its own.
///
/// `POST /predict` takes a sample as a JSON array of numbers, or an array of samples, and answers with the predictions
/// and where each is largest. `GET /health` says which network answers. What is wrong with a request is said in
/// `error`, with a status of 400, 404, 405 or 413. The model is a snapshot, so nothing is locked and nothing is shared
/// but its weights.
final class PredictionServer implements AutoCloseable {
  /// Bytes of a request at most, about a thousand images as text.
  private static final int LARGEST_REQUEST = 4 << 20;

  private final Model model;
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private PredictionServer(Model model, HttpServer server) {
    this.model = model;
    this.server = server;
  }

  /// Starts to answer.
  ///
  /// @param port 0 for one that is free
  /// @throws IOException if the port is taken
  static PredictionServer start(Model model, int port) throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (BindException e) {
      throw new IOException("port " + port + " cannot be listened on: " + e.getMessage()
          + "; give another one, or 0 for one that is free", e);
    }
    PredictionServer predictions = new PredictionServer(model.snapshot(), server);
    server.createContext("/", exchange -> predictions.answer(exchange));
    server.setExecutor(predictions.executor);
    server.start();
    return predictions;
  }

  /// Where it listens.
  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/predict" -> predict(exchange);
        case "/health" -> send(exchange, 200, Map.of("status", "ok", "network", model.name()));
        default -> error(exchange, 404, "there is /predict and /health");
      }
    }
  }

  private void predict(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      error(exchange, 405, "send the sample by POST");
      return;
    }
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(LARGEST_REQUEST + 1);
    }
    if (body.length > LARGEST_REQUEST) {
      error(exchange, 413, "a request has at most " + LARGEST_REQUEST + " bytes");
      return;
    }
    try {
      send(exchange, 200, predict(samples(JsonReader.read(new String(body, StandardCharsets.UTF_8)))));
    } catch (JsonReader.JsonException e) {
      error(exchange, 400, "the request is not JSON: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      error(exchange, 400, e.getMessage());
    }
  }

  private Map<String, Object> predict(float[] samples) {
    float[] predictions = model.predict(samples);
    int width = model.outputWidth();
    List<Object> rows = new ArrayList<>();
    List<Object> largest = new ArrayList<>();
    for (int at = 0; at < predictions.length; at += width) {
      List<Object> row = new ArrayList<>();
      int best = 0;
      for (int i = 0; i < width; i++) {
        row.add(predictions[at + i]);
        best = predictions[at + i] > predictions[at + best] ? i : best;
      }
      rows.add(row);
      largest.add(best);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("predictions", rows);
    answer.put("largest", largest);
    return answer;
  }

  /// One sample or several, row by row.
  private float[] samples(Object json) {
    if (!(json instanceof List<?> list) || list.isEmpty()) {
      throw new IllegalArgumentException("send an array of " + model.inputWidth() + " numbers, or an array of such");
    }
    List<?> rows = list.getFirst() instanceof List<?> ? list : List.of(list);
    float[] samples = new float[rows.size() * model.inputWidth()];
    int at = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (!(rows.get(row) instanceof List<?> numbers) || numbers.size() != model.inputWidth()) {
        throw new IllegalArgumentException("sample " + row + " is no array of " + model.inputWidth() + " numbers");
      }
      for (Object number : numbers) {
        if (!(number instanceof Number value)) {
          throw new IllegalArgumentException("sample " + row + " holds " + number + ", which is not a number");
        }
        samples[at++] = value.floatValue();
      }
    }
    return samples;
  }

  private static void error(HttpExchange exchange, int status, String message) throws IOException {
    send(exchange, status, Map.of("error", message));
  }

  private static void send(HttpExchange exchange, int status, Map<String, ?> answer) throws IOException {
    byte[] body = JsonText.of(answer).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
