package dev.esb.it.databases;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** RabbitMQ, in a volume that the stack names. */
@Tag("rabbitmq")
class RabbitmqIT extends DatabaseTest {
    RabbitmqIT() {
        super(
                "rabbitmq",
                Map.of("orders", 200_001L, "letters", 5_001L, "audit", 35_001L, "marks", 0L),
                "steps",
                "Server startup complete",
                "(?i)rebuilding indices|unclean shutdown");
    }
}
