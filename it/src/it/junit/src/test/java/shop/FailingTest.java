package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esb.junit.EsbUrl;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class FailingTest {
    @Test
    @EnabledIfSystemProperty(named = "failing", matches = "true")
    void hasWhatServicesHaveLogged(@EsbUrl(service = "web") URI web) throws Exception {
        assertEquals(List.of("nobody"), new Rows(web).add("dave"));
    }
}
