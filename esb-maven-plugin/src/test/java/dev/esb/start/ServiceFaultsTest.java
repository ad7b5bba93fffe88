package dev.esb.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.InspectedContainer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceFaultsTest {
    private static final StackServices STACK = Stacks.of("""
            services:
              db: {image: "postgres:17"}
              web: {image: "shop:1", depends_on: {db: {condition: service_healthy}}}
            """);
    private static final String WAITING = ", and 'web' waits for it (depends_on, service_healthy)";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "running    |   0 | false | 0 | true  | is unhealthy",
                "exited     |   3 | false | 0 | false | exited with 3",
                "exited     |   0 | false | 0 | true  | exited with 0",
                "exited     | 137 | true  | 0 | false | 'exited with 137, because it had used up its memory'",
                "restarting |   9 | false | 3 | true  | exits with 9 again and again (3 restarts)",
                "running    |   0 | false | 1 | false | exits again and again (1 restart)",
            })
    void saysHowTheServiceFaresThatComposeNames(
            String state, int exitCode, boolean memory, int restarts, boolean unhealthy, String fault) {
        Optional<StartFailedException> explained = explain(
                composeSays("dependency failed to start", Set.of("db")),
                container("web", "created", 0, "", false, 0, false),
                container("db", state, exitCode, "", memory, restarts, unhealthy));

        assertThat(explained).get().satisfies(failure -> {
            assertThat(failure).hasMessage("service 'db' " + fault + WAITING);
            assertThat(failure.services()).containsExactly("db");
            assertThat(failure.stack()).isEmpty();
        });
    }

    @Test
    void saysWhichContainersTheEngineCouldNotStart() {
        Optional<StartFailedException> explained = explain(
                composeSays("Error response from daemon: no room", Set.of()),
                container("db", "created", 128, "no room", false, 0, false),
                container("web", "exited", 3, "", false, 0, false));

        assertThat(explained)
                .get()
                .satisfies(failure -> assertThat(failure).hasMessage("service 'db' could not be started: no room"));
    }

    /** A container of an earlier attempt can be there. */
    @Test
    void doesNotBlameAServiceThatComposeDoesNotSpeakOf() {
        assertThat(explain(
                        composeSays("network shop declared as external, but could not be found", Set.of()),
                        container("db", "created", 128, "no room", false, 0, false),
                        container("web", "exited", 3, "", false, 0, false)))
                .isEmpty();
    }

    @Test
    void leavesTheWordsOfComposeWhereTheServiceLooksWell() {
        assertThat(explain(
                        composeSays("container esb-a-db-1 has no healthcheck configured", Set.of("db")),
                        container("db", "running", 0, "", false, 0, false)))
                .isEmpty();
    }

    private static StartFailedException composeSays(String text, Set<String> services) {
        return StartFailedException.inWordsOfCompose(text, services, STACK, new IllegalStateException(text));
    }

    private static Optional<StartFailedException> explain(
            StartFailedException failure, InspectedContainer... containers) {
        return new ServiceFaults(STACK, Arrays.asList(containers)).explain(failure);
    }

    private static InspectedContainer container(
            String service, String state, int exitCode, String error, boolean memory, int restarts, boolean unhealthy) {
        return new InspectedContainer(
                "id", service, state, exitCode, error, memory, restarts, unhealthy, Optional.empty());
    }
}
