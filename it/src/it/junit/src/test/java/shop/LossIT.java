package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esb.junit.Environment;
import dev.esb.junit.EsbEnvironment;
import dev.esb.junit.EsbReset;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In an environment of its own, since other tests would miss the service as well. */
@EsbEnvironment(perClass = true)
class LossIT {
    @EsbEnvironment
    private Environment environment;

    @Test
    void ofAServiceIsNoticedAndEnds() throws Exception {
        Rows rows = new Rows(environment.url("web"));

        environment.stop("web");
        assertThrows(IOException.class, rows::all);
        environment.start("web");
        assertEquals(List.of("alice"), rows.all());

        environment.kill("web");
        assertThrows(IOException.class, rows::all);
        environment.start("web");
        assertTrue(environment.logs("web").contains("GET /"));
    }

    @Test
    @Tag("pause")
    void ofAnAnswerIsNoticedAndEnds() throws Exception {
        Rows rows = new Rows(environment.url("web"));

        environment.pause("web");
        assertThrows(HttpTimeoutException.class, rows::all);
        environment.unpause("web");
        assertEquals("alice", rows.all().get(0));
    }

    @Test
    @EsbReset
    void ofRowsIsThatOfTheSnapshot() throws Exception {
        Rows rows = new Rows(environment.url("web"));
        assertEquals(List.of("alice"), rows.all());
        rows.add("bob");
        environment.reset();
        assertEquals(List.of("alice"), rows.all());
    }
}
