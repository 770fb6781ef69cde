package dev.lanewise.examples.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.examples.cli.Run;
import dev.lanewise.examples.data.Digits;
import dev.lanewise.examples.data.StrokeDigits;
import dev.lanewise.examples.twolayernet.TwoLayerNetModel;
import dev.lanewise.json.JsonReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServePredictionsTest {
  private final TwoLayerNetModel net = TwoLayerNetModel.create(3);
  private final Digits digits = StrokeDigits.digits(100, 1);

  private PredictionServer server;
  private HttpClient client;

  @TempDir
  private Path folder;

  @BeforeEach
  void start() throws Exception {
    server = PredictionServer.start(net, 0);
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    return client.send(request.uri(URI.create("http://localhost:" + server.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws Exception {
    return send(HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), "/predict");
  }

  private static float[] numbers(Object list) {
    List<?> values = (List<?>) list;
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ((Number) values.get(i)).floatValue();
    }
    return numbers;
  }

  @Test
  void answersWithWhatTheModelPredictsAlsoAfterTheModelHasChanged() throws Exception {
    float[] sample = new float[784];
    for (int i = 0; i < 784; i++) {
      sample[i] = digits.test().feature(1, i);
    }
    float[] expected = net.predict(sample);
    net.setParameter("logits.bias", new float[] {9, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    String json = Clients.json(digits.test(), 1);
    HttpResponse<String> two = post("[" + json + "," + json + "]");
    assertEquals(200, two.statusCode());
    assertEquals("application/json", two.headers().firstValue("Content-Type").orElseThrow());
    List<?> rows = (List<?>) ((Map<?, ?>) JsonReader.read(two.body())).get("predictions");
    assertEquals(2, rows.size());
    assertArrayEquals(expected, numbers(rows.get(0)));
    assertArrayEquals(expected, numbers(rows.get(1)));
    assertTrue(send(HttpRequest.newBuilder().GET(), "/health").body().contains("TwoLayerNet"));
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    assertError(400, "the request is not JSON: ", post("{"));
    assertError(400, "the request is not JSON: it nests deeper than 16", post("[".repeat(100_000)));
    assertError(400, "send an array of 784 numbers, or an array of such", post("{}"));
    assertError(400, "send an array of 784 numbers, or an array of such", post("[]"));
    assertError(400, "sample 0 is no array of 784 numbers", post("[1, 2]"));
    assertError(400, "sample 1 is no array of 784 numbers", post("[" + Clients.json(digits.test(), 0) + ", 5]"));
    assertError(400, "sample 0 holds x, which is not a number",
        post("[\"x\"" + ",0".repeat(783) + "]"));
    assertError(413, "a request has at most 4194304 bytes", post(" ".repeat(5 << 20)));
    assertError(405, "send the sample by POST", send(HttpRequest.newBuilder().GET(), "/predict"));
    assertError(404, "there is /predict and /health", send(HttpRequest.newBuilder().GET(), "/"));
    assertEquals(200, post(Clients.json(digits.test(), 0)).statusCode());
  }

  private static void assertError(int status, String message, HttpResponse<String> response) throws Exception {
    assertEquals(status, response.statusCode(), response.body());
    String error = (String) ((Map<?, ?>) JsonReader.read(response.body())).get("error");
    assertTrue(error.startsWith(message), error);
  }

  @Test
  void trainsSavesLoadsServesAndAsks() {
    Run run = Run.of(ServePredictions::new, "--generate", "1000", "--steps", "300", "--requests", "200",
        "--clients", "8", "--output", folder.toString());
    assertEquals(0, run.exitCode(), String.join("\n", run.err()));
    String text = String.join("\n", run.out());
    assertTrue(text.contains("200 requests of one digit by 8 clients in "), text);
    double right = Double.parseDouble(run.out().getLast().replaceAll(".*; ([0-9.]+) answered right", "$1"));
    assertTrue(right > 0.8, text);
    Run taken = Run.of(ServePredictions::new, "--generate", "200", "--steps", "1", "--port",
        String.valueOf(server.port()), "--output", folder.toString());
    assertEquals(1, taken.exitCode());
    assertTrue(
        taken.err().getFirst().startsWith("ServePredictions: port " + server.port() + " cannot be listened on: "),
        taken.err().toString());
    Run wrong = Run.of(ServePredictions::new, "--port", "70000");
    assertEquals(List.of("ServePredictions: --port 70000 must lie between 0 and 65535 (try --help)"), wrong.err());
  }
}
