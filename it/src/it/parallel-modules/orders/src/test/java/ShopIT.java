import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class ShopIT {

    @Test
    void answers() throws Exception {
        URI uri = URI.create("http://" + System.getProperty("esb.host") + ":" + System.getProperty("esb.port.shop.80"));

        String answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();

        assertEquals("orders\n", answer);
    }
}
