package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esb.junit.Environment;
import dev.esb.junit.EsbEnvironment;
import dev.esb.junit.EsbPort;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WebTest {
    @EsbPort(service = "web", port = 80)
    private static int ofClass;

    @EsbPort(service = "web", port = 80)
    private int ofTest;

    @Test
    void runsWithTheVersionThatTheProjectChose() {
        String jar = Test.class.getProtectionDomain().getCodeSource().getLocation().getPath();

        assertTrue(jar.endsWith("/junit-jupiter-api-" + System.getProperty("junit.expected") + ".jar"), jar);
    }

    @Test
    void hasItsPorts(@EsbPort(service = "web", port = 80) String ofMethod) {
        assertEquals(20001, ofClass);
        assertEquals(20001, ofTest);
        assertEquals("20001", ofMethod);
    }

    @Nested
    class Inner {
        /** Although the command line of the build names another one, for another module. */
        @Test
        void hasTheEnvironmentThatWasHandedToTheModule(@EsbEnvironment Environment environment) {
            assertEquals("shop-1", environment.name());
            assertEquals("shop-1", environment.properties().get("esb.env"));
        }
    }
}
