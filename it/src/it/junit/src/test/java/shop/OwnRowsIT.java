package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esb.junit.EsbEnvironment;
import dev.esb.junit.EsbUrl;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

@EsbEnvironment(perClass = true)
class OwnRowsIT {
    @Test
    void areSeenByThisClassAlone(@EsbUrl(service = "web") URI web) throws Exception {
        assertEquals(List.of("alice", "carol"), new Rows(web).add("carol"));
        // verify.groovy kills this process, or lets it end.
        Thread.sleep(Long.getLong("sleep", 0));
    }
}
