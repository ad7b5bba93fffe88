package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.FakeDocker;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final FakeDocker docker = new FakeDocker();

    /** It runs in the background, where its failure would show only as a slower start. */
    @Test
    void goesTheWholeWayFromTheModelToTheRenderedFile() {
        assertThat(Rehearsal.run(docker)).contains("name: \"esb-rehearsal\"", "subnet:", "published:", "\"findings\"");
        assertThat(docker.calls()).isEmpty();
    }
}
