package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerStartTest {
    private final ContainerCommand.InspectStarts command = new ContainerCommand.InspectStarts(List.of("c1", "c2"));

    /** As Docker 26 prints it, for a container that was never started as well, and Podman 5, with the offset of its time zone. */
    @Test
    void isReadFromTheAnswerOfTheEngine() {
        assertThat(command.parse("""
                        {"id":"c1","state":"running","started":"2026-11-27T01:02:03.456789012Z"}
                        {"id":"c2","state":"created","started":"0001-01-01T00:00:00Z"}
                        {"id":"c3","state":"exited","started":"2026-11-27T02:02:03.456789012+01:00"}
                        """))
                .containsExactly(
                        new ContainerStart("c1", "running", Instant.parse("2026-11-27T01:02:03.456789012Z")),
                        new ContainerStart("c2", "created", Instant.parse("0001-01-01T00:00:00Z")),
                        new ContainerStart("c3", "exited", Instant.parse("2026-11-27T01:02:03.456789012Z")));
    }

    @Test
    void isLeftOutWhereTheContainerIsGone() {
        assertThat(command.succeeds(1, "Error response from daemon: No such container: c1"))
                .isTrue();
        assertThat(command.succeeds(1, "Cannot connect to the Docker daemon")).isFalse();
    }
}
