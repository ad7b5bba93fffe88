package dev.esb.it.databases;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** MariaDB, in a volume that only its image declares. */
@Tag("mariadb")
class MariadbIT extends DatabaseTest {
    MariadbIT() {
        super(
                "mariadb",
                Map.of("orders", 300_000L, "parts", 300_000L, "counted", 1L, "marks", 0L),
                "steps",
                "ready for connections",
                "(?i)crash recovery");
    }
}
