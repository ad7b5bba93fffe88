import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NameIT {

    @Test
    void isTheOneThatComesFirst() {
        assertEquals(System.getProperty("expected"), System.getProperty("esb.env"));
    }
}
