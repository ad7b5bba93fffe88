package dev.esb.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeProgressTest {
    private final RecordedMessages messages = new RecordedMessages();
    private final ComposeProgress progress = new ComposeProgress(
            messages,
            new TimeLimit(Duration.ofSeconds(60), new FakeTime()),
            Stacks.of("services: {db: {}, web: {scale: 2}, cache: {}}"));

    /** Compose 2, whose lines have two blanks before the state, and Compose 5. */
    @ParameterizedTest
    @ValueSource(strings = {" Container %s  %s", " Container %s %s "})
    void saysWhichServicesWereNotStartedAndForWhichComposeWaits(String form) {
        feed(form.formatted("esb-a-db-1", "Created"), form.formatted("esb-a-web-1", "Created"));
        feed(form.formatted("esb-a-cache-1", "Running"), form.formatted("esb-a-db-1", "Starting"));
        feed(form.formatted("esb-a-db-1", "Started"), form.formatted("esb-a-db-1", "Waiting"));

        assertThat(progress.unfinished()).isEqualTo("Compose waits for the service 'db'; not started: 'web'");
    }

    @Test
    void saysTheLastLineWhereNoContainerIsMissing() {
        assertThat(progress.unfinished()).isEqualTo("Compose has printed nothing");

        feed(" Network esb-a_default  Creating", "");
        assertThat(progress.unfinished()).isEqualTo("the last line of Compose was 'Network esb-a_default  Creating'");
    }

    private void feed(String... lines) {
        List.of(lines).forEach(progress::accept);
    }
}
