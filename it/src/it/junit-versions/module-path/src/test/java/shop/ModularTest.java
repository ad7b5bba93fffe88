package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esb.junit.EsbPort;
import org.junit.jupiter.api.Test;

class ModularTest {
    @EsbPort(service = "web", port = 80)
    private int port;

    @Test
    void hasItsPortAsAModule() {
        assertEquals("shop", ModularTest.class.getModule().getName());
        assertEquals("dev.esb.junit", EsbPort.class.getModule().getName());
        assertEquals(20001, port);
    }
}
