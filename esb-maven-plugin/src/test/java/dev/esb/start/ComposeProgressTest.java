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

    @Test
    void reportsStepsThatRunAndNotThoseFromTheCache() {
        feed(
                "#5 [web 1/3] FROM docker.io/library/debian",
                "#6 [web 2/3] COPY a b",
                "#6 CACHED",
                "#7 [web 3/3] RUN make");
        feed("#7 0.113 cc main.c", "#7 0.214 cc other.c", "#7 DONE 0.3s");

        assertThat(messages.infos).containsExactly("Building [web 3/3] RUN make");
    }

    @Test
    void reportsImagesThatArePulled() {
        feed(" db Pulling ", " 1f7ce2fa46ab Downloading", " db Pulled ");

        assertThat(messages.infos).containsExactly("db Pulling", "db Pulled");
    }

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
