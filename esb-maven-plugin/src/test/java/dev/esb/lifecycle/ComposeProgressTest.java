package dev.esb.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.RecordedMessages;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposeProgressTest {
    private final RecordedMessages messages = new RecordedMessages();
    private int started;
    private final ComposeProgress progress = new ComposeProgress(messages, () -> started++);

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

    @Test
    void noticesTheFirstStartOnce() {
        feed(" Container esb-a-db-1  Creating", " Container esb-a-db-1  Created");
        assertThat(started).isZero();

        feed(" Container esb-a-db-1  Starting", " Container esb-a-db-1  Started", " Container esb-a-web-1  Starting");
        assertThat(started).isEqualTo(1);
    }

    private void feed(String... lines) {
        List.of(lines).forEach(progress::accept);
    }
}
