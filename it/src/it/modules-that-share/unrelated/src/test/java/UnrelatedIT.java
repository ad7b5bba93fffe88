import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Runs after the others' environment came up. */
class UnrelatedIT {

    @Test
    void hasOnlyWhatMavenItselfHandsToAllModules() {
        Set<String> names = System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("esb."))
                .collect(Collectors.toSet());

        assertEquals(Set.of("esb.env"), names);
        assertTrue(System.getProperty("esb.env").startsWith("IT-Share-"));
    }
}
