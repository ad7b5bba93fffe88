import static org.junit.Assert.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.Test;

public class WebTest {
    @Test
    public void answers() throws Exception {
        String address = System.getProperty("web");

        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address)).build();
        String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();

        assertEquals("hello\n", answer);
        System.out.println("answered: " + address);
    }
}
