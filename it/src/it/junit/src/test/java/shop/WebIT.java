package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esb.junit.EsbPort;
import dev.esb.junit.EsbUrl;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebIT {
    @EsbPort(service = "web", port = 80)
    private int port;

    @Test
    void answers(@EsbUrl(service = "web") URI web) throws Exception {
        assertEquals(port, web.getPort());
        assertEquals("alice", new Rows(web).all().get(0));
    }
}
