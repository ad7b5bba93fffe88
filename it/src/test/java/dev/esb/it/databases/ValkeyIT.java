package dev.esb.it.databases;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Valkey, in a directory of the stack that git ignores. */
@Tag("valkey")
class ValkeyIT extends DatabaseTest {
    ValkeyIT() {
        super(
                "valkey",
                Map.of("orders", 250_000L, "customers", 49_999L, "totals", 100_000L),
                "steps",
                "DB loaded from append only file",
                "(?i)truncat|bad file format|unexpected end");
    }
}
