package shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The rows of the shop. */
record Rows(URI web) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    List<String> all() throws IOException, InterruptedException {
        return add("");
    }

    List<String> add(String row) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(web.resolve("/" + row)).timeout(Duration.ofSeconds(3)).build();
        return CLIENT.send(request, BodyHandlers.ofString()).body().lines().toList();
    }
}
