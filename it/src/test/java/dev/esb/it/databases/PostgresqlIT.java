package dev.esb.it.databases;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** PostgreSQL, in a volume that the stack names. */
@Tag("postgresql")
class PostgresqlIT extends DatabaseTest {
    PostgresqlIT() {
        super(
                "postgresql",
                Map.of("pgbench_accounts", 500_000L, "pgbench_tellers", 50L, "orders", 200_000L, "marks", 0L),
                "pgbench_history",
                "database system was shut down at",
                "not properly shut down|was interrupted|redo starts");
    }
}
